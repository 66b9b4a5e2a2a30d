"""The leader's disk is full: orders are taken all the time, and a region that dies then is failed over all the same."""

import time

from lab import SEATS
from world.regions import EAST, WEST


def run(lab):
    leader = SEATS[2]
    lab.small_disks = [leader.id]
    lab.begin(leader=leader)
    lab.fill_disk(leader.id)
    lab.hold("orders are taken", 6, lambda: lab.writers.open == [EAST.name])
    killed = time.time()
    lab.units.kill(*EAST.agents, f"shop-{EAST.name}")
    lab.expect_move(WEST, killed)
