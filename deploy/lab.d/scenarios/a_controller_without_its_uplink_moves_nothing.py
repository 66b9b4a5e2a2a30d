"""Everything looks dead from the leader, whose own uplink has failed (F5): it abstains, another leads, orders go on."""

import time

from etcd import CLIENT_PORT, PEER_PORT
from lab import SEATS
from world import network
from world.answer import expect
from world.regions import CONTROLLER_PORT, EAST, WITNESS


def run(lab):
    old = SEATS[2]
    lab.begin(leader=old)

    # The controller and its etcd; the region's agents are heard elsewhere as before.
    ports = f"{{ {CONTROLLER_PORT}, {CLIENT_PORT}, {PEER_PORT} }}"
    network.obstruct(WITNESS, f"input iifname eth0 tcp dport {ports}", f"output oifname eth0 tcp sport {ports}",
                     f"output oifname eth0 tcp dport {{ {CLIENT_PORT}, {PEER_PORT} }}")
    cut = time.time()
    lab.wait_for_leader(besides=old.id)
    serves_on(lab, max(0, cut + 15 - time.time()))
    network.clear(WITNESS)

    # The same for the whole region, name server and all.
    lab.wan.cut(WITNESS)
    serves_on(lab, 10)
    lab.wan.join()
    lab.wait("all regions to be healthy", 40, lambda: lab.is_well(EAST))
    expect(lab.last_epoch() == 1, "no epoch has moved")


def serves_on(lab, seconds):
    lab.hold("orders are taken all the time", seconds, lambda: lab.writers.open == [EAST.name])
    expect(not lab.journal.all("failover.proposalOpened"), "nobody proposes anything")
