"""A region with the leader, the active application and a member of etcd dies (F2, F13): the others move; it comes back fenced."""

import time

from lab import SEATS
from world.answer import DONE, expect
from world.regions import EAST, WEST

# The dead region's controller is the first that is asked, and gives no answer; then the next is asked.
SOON = 4.5


def run(lab):
    lab.begin(leader=SEATS[0])
    expect(lab.leader == SEATS[0].id, "the leader stands in the active region")

    killed = time.time()
    lab.kill(EAST)
    lab.expect_move(WEST, killed)
    expect(lab.leader in (SEATS[1].id, SEATS[2].id), "another one leads")
    asked = time.time()
    lab.operate("status").must_be(DONE, WEST.name)
    expect(time.time() - asked < SOON, f"the dead controller keeps operators waiting for {time.time() - asked:.1f} s")

    lab.heal()
    lab.wait("its agents to be heard", 30, lambda: lab.status.region(EAST.name).get("agentsHeard") == 2)
    lab.wait("it to be healthy", 30, lambda: lab.status.region(EAST.name).get("verdict") == "healthy")
    lab.expect_fenced(EAST, 5)
    expect(lab.last_epoch() == 2, "it does not go back by itself")
    lab.wait("the way back to be open", 30, lambda: lab.dry_run().code == DONE)
