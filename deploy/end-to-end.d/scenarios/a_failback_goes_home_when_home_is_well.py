"""After a failover nothing goes back by itself; `failback` is refused while home is not well, and goes home once it is."""

import time

from world.answer import DONE, REFUSED, expect
from world.cluster import PLAN
from world.plans import changed
from world.regions import APPLICATION, EAST, OPERATOR, WEST


def run(world):
    world.begin(changed(PLAN, "recover: 5s", "recover: 3s"))
    world.order("failback", APPLICATION).must_be(REFUSED, f"{APPLICATION} is active in {EAST.name} already")
    killed = time.time()
    world.cluster.kill_region(EAST)
    world.wait("the new answer", 20, lambda: world.names.changed_to(WEST, killed))
    world.wait("the runbook to end", 15, lambda: world.journal.first("execution.ended", killed))

    # Home is dead: nobody moves there, whoever asks.
    denied = world.order("failback", APPLICATION, reason="back home").must_be(REFUSED, EAST.name)
    expect(denied.view["view"]["denials"], f"the gates that deny are listed: {denied.text}")

    # Home is alive again, and that alone moves nothing.
    world.cluster.start_region(EAST)
    world.wait("home to be healthy", 25, lambda: world.status.region(EAST.name)["verdict"] == "healthy")
    world.hold("home stays fenced", 3, lambda: world.writers.open == [WEST.name] and not world.fence_is_open(EAST))
    expect(world.application()["epoch"] == 2, "nothing goes back by itself")

    # A dry run names the way; then it is gone.
    dry = world.wait("home to be ready", 20, lambda: would_move(world))
    expect(dry["target"] == EAST.name and "dns" in dry["steps"], f"it says where to, and by which steps: {dry}")
    began = time.time()
    world.order("failback", APPLICATION, reason="back home").must_be(DONE, f"moving {APPLICATION} to {EAST.name}")
    world.wait("the first answer again", 15, lambda: world.names.changed_to(EAST, began))
    world.wait("orders to be taken at home", 10, lambda: world.writers.open == [EAST.name])
    ended = world.record("execution.ended", since=began)
    expect(ended["outcome"] == "succeeded", f"the runbook is done: {ended}")
    moved = world.record("failover.proposalOpened", since=began)["_0"]
    order = moved["cause"]["failback"]["_0"]
    expect((order["by"], order["reason"]) == (OPERATOR, "back home"), f"who went home, and why: {moved}")
    expect(world.application()["epoch"] == 3, "it is a new epoch")
    expect(not world.fence_is_open(WEST), "the region that was left is fenced")


def would_move(world):
    answer = world.order("failback", APPLICATION, "--dry-run")
    return answer.view["view"] if answer.code == DONE else None
