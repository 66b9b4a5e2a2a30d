"""A dead target is no target, and after one automatic failover the next one waits for a person: no flapping."""

import time

from world.answer import DONE, expect
from world.cluster import PLAN
from world.plans import changed
from world.regions import APPLICATION, EAST, WEST


def run(world):
    world.begin(changed(PLAN, "recover: 5s", "recover: 3s"))

    # Both are dead: the controller hears its own region only. When the target is back, it takes over.
    killed = time.time()
    world.cluster.kill_region(WEST)
    world.record("failover.verdictTaken", since=killed, matches=lambda one: one["region"] == WEST.name)
    world.cluster.kill_region(EAST)
    world.record("notification.delivered", 20, since=killed, matches=lambda one: "no region is judged" in one["title"])
    expect(not world.journal.all("failover.proposalOpened"), "nobody is asked to fence")
    world.hold("nothing is moved", 2, lambda: world.names.answer.addresses == [EAST.address])
    world.cluster.start_region(WEST)
    world.wait("the new answer", 25, lambda: world.names.changed_to(WEST, killed))
    world.wait("orders to be taken", 10, lambda: world.writers.open == [WEST.name])

    world.record("execution.ended", since=killed)

    # The other way, soon after: held by the cool-down, until somebody says so.
    back = time.time()
    world.cluster.start_region(EAST)
    world.record("failover.verdictTaken", 25, since=back,
                 matches=lambda one: one["region"] == EAST.name and one["verdict"] == "healthy")
    killed = time.time()
    world.cluster.kill_region(WEST)
    held = world.record("failover.held", 20, since=killed)
    expect([one["gate"] for one in held["denials"]] == ["coolDown"], f"the cool-down holds it: {held}")
    world.record("notification.delivered", since=killed, matches=lambda one: "held" in one["title"])
    world.hold("nothing is moved", 2, lambda: world.names.answer.addresses == [WEST.address])
    world.order("failover", APPLICATION, reason="we know").must_be(DONE, "succeeded")
    world.wait("the first answer again", 5, lambda: world.names.changed_to(EAST, killed))
    world.wait("orders to be taken", 10, lambda: world.writers.open == [EAST.name])
