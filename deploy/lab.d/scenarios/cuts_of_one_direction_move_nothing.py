"""A link is cut in one direction only (F4): evidence that conflicts moves nothing, and there is a leader afterwards."""

from world.answer import expect
from world.regions import EAST, WEST, WITNESS

# Longer than it takes to judge a region.
SECONDS = 7
CUTS = [(EAST, WITNESS), (WITNESS, EAST), (EAST, WEST), (WEST, WITNESS)]


def run(lab):
    lab.begin()
    for source, target in CUTS:
        lab.wan.cut(source, target, is_one_way=True)
        lab.expect_nothing_moves(SECONDS)
        lab.wan.join()
        lab.wait_for_leader()
    lab.wait("orders to be taken", 15, lambda: lab.writers.open == [EAST.name])
    lab.wait("all regions to be healthy", 40, lambda: lab.is_well(EAST))
    expect(lab.last_epoch() == 1, "no epoch has moved")
