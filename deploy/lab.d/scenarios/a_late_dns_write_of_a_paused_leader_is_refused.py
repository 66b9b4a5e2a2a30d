"""A leader is stopped with its change of DNS on its way; it arrives when another leader has made its own (F3): BIND refuses."""

import time

from lab import SEATS
from world import network
from world.answer import expect
from world.regions import EAST, PRIMARY, WEST, WITNESS

# Longer than a packet of TCP without data: connections are made, and what is said on them does not arrive.
EMPTY = 64
REFUSAL = "prerequisite not satisfied"


def run(lab):
    old = SEATS[1]
    lab.begin(leader=old)
    log = lab.units.logs / "named-primary.log"

    # What it says stays in its kernel, which says it again and again while the program is stopped.
    network.obstruct(WITNESS, f"input ip saddr {old.region.address} tcp dport 53 meta length > {EMPTY}")
    killed = time.time()
    lab.units.kill(*EAST.agents, f"shop-{EAST.name}")
    lab.wait("its change of DNS to be on its way", 40, lambda: is_sending(old.region))
    lab.units.pause(old.id)
    lab.wait_for_leader(besides=old.id)
    lab.expect_move(WEST, killed)
    expect(is_sending(old.region), "the late change is still on its way")
    expect(REFUSAL not in log.read_text(), "nothing was refused yet")
    before = lab.dig()

    network.clear(WITNESS)
    lab.wait("the late change to be refused", 60, lambda: REFUSAL in log.read_text())
    expect(lab.dig() == before, f"the name leads where the new leader has led it: {before}, then {lab.dig()}")
    lab.units.resume(old.id)
    lab.hold("the name stays", 5, lambda: lab.names.answer.addresses == [WEST.address])
    expect(lab.dig() == before, "and so does its token")
    expect(lab.leader not in (None, old.id), "the old leader follows")


def is_sending(region):
    """Whether something that was said to the zone's primary is not confirmed yet."""
    lines = network.inside(region, "ss", "-Htn", "state", "established", f"dst {PRIMARY}:53").splitlines()
    return any(int(line.split()[1]) > 0 for line in lines)
