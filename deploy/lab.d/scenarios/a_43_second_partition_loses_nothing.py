"""The active region is cut off for 43 s with both sides healthy (F1): it fences itself before the other one takes over."""

import time

from world.answer import expect
from world.regions import EAST, WEST

# Below the plan's `silence_after` and `confirm`, and below a lease.
SHORT = 1.2
LONG = 43


def run(lab):
    lab.begin()

    cut = time.time()
    lab.wan.cut(EAST)
    lab.wait("the cut to be short", 5, lambda: time.time() > cut + SHORT)
    lab.wan.join(EAST)
    lab.expect_nothing_moves(4)
    lab.wait("orders to be taken", 5, lambda: lab.writers.open == [EAST.name])

    cut = time.time()
    lab.wan.cut(EAST)
    lab.wait("the fence to close by itself", 10, lambda: not lab.fence_is_open(EAST))
    fenced = time.time()
    lab.expect_move(WEST, cut)
    committed, _ = lab.journal.first("failover.epochCommitted", cut)
    expect(fenced < committed, f"fenced {fenced - cut:.2f} s after the cut, before the epoch: {committed - cut:.2f} s")
    lab.expect_fenced(EAST, max(0, cut + LONG - time.time()))

    lab.wan.join(EAST)
    lab.wait("its agents to be heard", 20, lambda: lab.status.region(EAST.name).get("agentsHeard") == 2)
    lab.expect_fenced(EAST, 5)
    expect(lab.last_epoch() == 2, "it does not go back by itself")
