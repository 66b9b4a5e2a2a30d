"""A controller that is killed in the middle of a runbook goes on where it was: no step runs twice, none is left out."""

import time

from world import hooks
from world.answer import expect
from world.cluster import PLAN
from world.plans import with_hooks_before_dns
from world.regions import EAST, WEST


def run(world):
    copied, counted = world.directory / "copied", world.directory / "counted"
    copy = hooks.Hook(world.directory, "copy", f"sleep 2; touch {copied}")
    count = hooks.Hook(world.directory, "count", f"sleep 2; touch {counted}")
    warm = hooks.Hook(world.directory, "warm", "sleep 1")
    plan = with_hooks_before_dns(PLAN, "copy", "count", "warm")
    world.begin(plan, hooks.of_serving_regions(copy=copy, count=count, warm=warm))

    killed = time.time()
    world.cluster.kill_region(EAST)
    # While a step runs, which is still running when the next controller asks.
    world.wait("the first hook", 20, lambda: copy.runs)
    restart(world)
    # While a step runs that has ended when the next controller asks.
    world.wait("the second hook", 20, lambda: count.runs)
    expect(copied.exists(), "the second hook begins when the first has ended")
    world.cluster.kill_controller()
    world.wait("the second hook to end without a controller", 10, counted.exists)
    world.cluster.start_controller()
    # Right between two steps, as far as that can be hit.
    world.wait("the third hook", 20, lambda: warm.runs)
    restart(world)

    ended = world.record("execution.ended", 40, since=killed)
    expect(ended["outcome"] == "succeeded", f"the runbook is done: {ended}")
    world.wait("the new answer", 5, lambda: world.names.changed_to(WEST, killed))
    world.wait("orders to be taken", 10, lambda: world.writers.open == [WEST.name])
    runs = {"copy": copy.runs, "count": count.runs, "warm": warm.runs}
    expect(runs == {"copy": 1, "count": 1, "warm": 1}, f"every hook ran once: {runs}")
    for step in world.execution(ended["execution"])["steps"]:
        expect((step["state"], step["attempt"]) == ("succeeded", 1), f"every step is done by its first try: {step}")
    expect(len(world.journal.all("failover.epochCommitted")) == 1, "the epoch has moved once")
    expect(len(world.journal.all("controllers.leaderElected")) == 4, "every controller is in the journal")


def restart(world):
    world.cluster.kill_controller()
    world.cluster.start_controller()
