"""Every member of etcd and every controller loses its disk: a backup is restored, a person says where it is, and all goes on."""

import shutil
import time

from lab import SEATS
from world.answer import DONE, REFUSED, expect
from world.regions import APPLICATION, EAST, WEST


def run(lab):
    lab.begin()
    backup = lab.directory / "control-plane.backup"
    lab.operate("backup", backup).must_be(DONE, "is good", "controllers: c1, c2, c3")
    # What comes after it, the restored controllers will not know.
    lab.order("freeze", APPLICATION, reason="after the backup").must_be(DONE)
    lab.order("unfreeze", APPLICATION, reason="after the backup").must_be(DONE)

    lab.cluster.restore(backup, "c1").must_be(REFUSED)
    lab.units.kill(*(seat.id for seat in SEATS))
    lab.etcd.lose_everything()
    for seat in SEATS:
        shutil.rmtree(lab.cluster.data_directory(seat.id))
    lab.wait("the fence to close by itself", 20, lambda: not lab.fence_is_open(EAST))
    lab.etcd.begin_anew()
    lab.cluster.restore(backup, "c1").must_be(DONE, "run the same where c2 and c3 are to run")
    lab.cluster.restore(backup, "c2").must_be(DONE)
    lab.cluster.restore(backup, "c3").must_be(DONE)
    lab.journal.begin_anew()
    for seat in SEATS:
        lab.cluster.start_controller(seat.id)
    lab.wait_for_leader()

    lab.record("incident.opened", 30, matches=lambda one: "was restored" in one["title"])
    lab.expect_fenced(EAST, 5)
    lab.order("declare", APPLICATION, "--active", EAST.name, reason="orders were taken there").must_be(DONE)
    lab.wait("orders to be taken", 40, lambda: lab.writers.open == [EAST.name])
    commit = lab.record("failover.epochCommitted")
    expect(len(commit["votes"]) >= 2, f"a majority has waited and voted: {commit}")
    lab.wait("all regions to be healthy", 60, lambda: lab.is_well(EAST))

    lab.wait("a move to be possible", 30, lambda: lab.dry_run().code == DONE)
    moved = time.time()
    lab.order("switchover", APPLICATION, "--to", WEST.name).must_be(DONE)
    lab.wait("the new answer", 30, lambda: lab.names.changed_to(WEST, moved))
    lab.wait("orders to be taken in the other region", 20, lambda: lab.writers.open == [WEST.name])
