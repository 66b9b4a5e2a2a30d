"""A region that is cut off shortly goes on; for long, it fences itself before the epoch moves, and stays fenced."""

import time

from world import network
from world.answer import expect
from world.regions import EAST, WEST

# Shorter than `silence_after` and `confirm` of the plan, and than a lease.
SHORT = 1.2


def run(world):
    world.begin()

    cut = time.time()
    network.cut_off(EAST)
    world.wait("the cut to be short", 5, lambda: time.time() > cut + SHORT)
    network.join(EAST)
    world.wait("orders to be taken again", 5, lambda: world.writers.open == [EAST.name])
    world.hold("it serves on", 4, lambda: world.fence_is_open(EAST))
    expect(not bad_verdicts(world, EAST) and not world.journal.all("failover.proposalOpened"), "nothing has come of it")

    cut = time.time()
    network.cut_off(EAST)
    world.wait("the fence to close by itself", 10, lambda: not world.fence_is_open(EAST))
    fenced = time.time()
    committed, _ = world.wait("a new epoch", 20, lambda: world.journal.first("failover.epochCommitted", cut))
    expect(fenced < committed, f"fenced {fenced - cut:.2f} s after the cut, before the epoch: {committed - cut:.2f} s")
    expect([one["verdict"] for one in bad_verdicts(world, EAST)] == ["failed"], "it is judged as failed")
    world.wait("the new answer", 15, lambda: world.names.changed_to(WEST, cut))
    world.wait("orders to be taken", 10, lambda: world.writers.open == [WEST.name])
    expect(world.record("execution.ended", since=cut)["outcome"] == "succeeded", "the runbook is done")

    network.join(EAST)
    world.wait("its agents to be heard", 20, lambda: world.status.region(EAST.name)["agentsHeard"] == 2)
    world.hold("it stays fenced", 4, lambda: not world.fence_is_open(EAST) and world.writers.open == [WEST.name])


def bad_verdicts(world, region):
    return world.journal.all(
        "failover.verdictTaken", lambda one: one["region"] == region.name and one["verdict"] != "healthy")
