"""The leader of etcd is killed, another member loses its disk: orders are taken all the time, and a failover works after."""

import time

from world.answer import DONE, expect
from world.regions import EAST, REGIONS, WEST


def run(lab):
    lab.begin()
    first = lab.wait("a leader of etcd", 10, lambda: lab.etcd.leader)
    lab.units.kill(lab.etcd.name(first))
    goes_on(lab)
    lab.units.start(lab.etcd.name(first))
    lab.etcd.wait_for_leader()
    goes_on(lab)

    lost = next(region for region in REGIONS if region is not EAST and region is not lab.etcd.leader)
    lab.etcd.lose_data(lost)
    goes_on(lab)
    lab.etcd.replace(lost)
    lab.etcd.wait_for_leader()
    goes_on(lab)
    expect(lab.last_epoch() == 1, "no epoch has moved")

    lab.wait("a move to be possible", 20, lambda: lab.dry_run().code == DONE)
    killed = time.time()
    lab.kill(EAST)
    lab.expect_move(WEST, killed)


def goes_on(lab):
    lab.wait_for_leader()
    lab.hold("orders are taken", 4, lambda: lab.writers.open == [EAST.name])
