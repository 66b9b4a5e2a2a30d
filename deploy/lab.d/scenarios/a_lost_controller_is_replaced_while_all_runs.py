"""A controller's host is lost for good, and another takes its place by the joint change: nothing fences, and a failover works after."""

import time

from lab import CONTROLLER_RESTART, SEATS
from world.answer import DONE, expect
from world.cluster import Seat
from world.regions import EAST, WEST

LOST = SEATS[1]
NEW = Seat("c4", LOST.region)


def run(lab):
    lab.begin()
    answers = {probe: len(probe.runs) for probe in lab.writers.probes}
    lab.units.kill(LOST.id)
    lab.wait_for_leader(besides=LOST.id)
    add(lab, NEW)
    lab.wait("c4 to answer", 30, lambda: asked(lab) and asked(lab)["asked"] == NEW.id)
    lab.order("controllers", "replace", LOST.id, NEW.id).must_be(DONE)
    lab.wait("the change to be complete", 60, lambda: roles(lab) == {"c1": "member", "c3": "member", "c4": "member"})
    broken = [f"{probe.region.name} {probe.path}" for probe, runs in answers.items() if len(probe.runs) != runs]
    expect(not broken, f"no answer changes while the controller is replaced: {broken}")

    lab.wait("a move to be possible", 30, lambda: lab.dry_run().code == DONE)
    killed = time.time()
    lab.kill(EAST)
    lab.expect_move(WEST, killed)


def add(lab, seat):
    """A new controller where the lost one was, with files of its own."""
    cluster = lab.cluster
    cluster.authority.issue("controller", seat.id, ip=seat.region.address)
    cluster.write_controller_file(seat.id, seat, seat.address)
    cluster.write_operator_file(f"operator-{seat.id}", [seat.address])
    cluster.data_directory(seat.id).mkdir(parents=True)
    cluster.units.add(seat.id, seat.region, cluster.controller_command(seat.id))
    cluster.units.named(seat.id).restart_after = CONTROLLER_RESTART
    cluster.seats = [one for one in cluster.seats if one is not LOST] + [seat]
    cluster.start_controller(seat.id)


def asked(lab):
    """What the new controller says of the controllers; None while it does not answer."""
    return next((answer for one, answer in lab.cluster.answers("controllers", "list") if one is NEW), None)


def roles(lab):
    answer = asked(lab) or {"controllers": []}
    return {one["id"]: one["role"] for one in answer["controllers"] if one["role"] != "outside"}
