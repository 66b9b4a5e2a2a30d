"""Wall clocks are stepped: a guardian's step ahead fences for a moment and heals, everything else changes nothing."""

import time

from clock import Clock
from world.answer import expect
from world.regions import EAST

STEP = 60
# From the step to orders again: the fence, one report, and what a loaded machine adds.
LONGEST_BLIP = 5


def told(lab, message):
    """How often the guardian's log says so: no order need fail in a blip that is shorter than its retransmission."""
    return (lab.units.logs / f"{EAST.agents[0]}.log").read_text().count(f'"message":"{message}"')


def run(lab):
    lab.begin()
    guardian, leader = Clock(lab.units, EAST.agents[0]), Clock(lab.units, lab.leader)
    openings = told(lab, "fence lifted")
    guardian.wear()
    lab.wait("the guardian to run with its own clock", 30, lambda: told(lab, "fence lifted") > openings)
    lab.wait("orders to be taken", 30, lambda: lab.writers.open == [EAST.name])
    lab.wait("all regions to be healthy", 40, lambda: lab.is_well(EAST))

    closings = told(lab, "fenced")
    stepped = time.time()
    guardian.step(STEP)
    lab.wait("the fence to close", 5, lambda: told(lab, "fenced") > closings)
    lab.wait("the fence to open", 20, lambda: lab.fence_is_open(EAST))
    lab.wait("orders to be taken", 20, lambda: lab.writers.open == [EAST.name])
    blip = time.time() - stepped
    expect(blip < LONGEST_BLIP, f"orders are taken again after {blip:.1f} s")
    guardian.step(0)
    lab.hold("a step back changes nothing", 5, lambda: lab.writers.open == [EAST.name])

    agents = lab.connected()
    leader.wear()
    lab.wait("every controller to hear every agent", 40, lambda: lab.connected() == agents)
    lab.wait("all regions to be healthy", 40, lambda: lab.is_well(EAST))
    for seconds in (STEP, -STEP):
        leader.step(seconds)
        lab.expect_nothing_moves(6)
    expect(lab.last_epoch() == 1, "no epoch has moved")
    lab.wait("orders to be taken", 10, lambda: lab.writers.open == [EAST.name])
