"""Two of three regions are lost for good (F7): with two operators' certificates the controller that is left goes on alone."""

import json

from etcd import Etcd
from lab import SEATS
from world.answer import DONE, REFUSED, USAGE, expect
from world.regions import APPLICATION, EAST, OPERATOR, WEST, WITNESS


def run(lab):
    lab.begin()
    left = SEATS[1]
    lab.cluster.authority.issue("operator", "grace")

    # With a quorum there is nothing to break.
    glass = Glass(lab, left)
    glass.broken_by(OPERATOR, "grace").must_be(REFUSED, "nothing needs to be broken")

    lab.kill(EAST)
    lab.units.kill(SEATS[2].id, Etcd.name(WITNESS))
    lab.expect_nothing_moves(12)

    # Not by one person, nor by an agent, nor while the controller runs.
    glass.without_etcd()
    glass.broken_by(OPERATOR).must_be(USAGE, "two operators")
    glass.broken_by(OPERATOR, OPERATOR).must_be(REFUSED, "both certificates are of")
    glass.broken_by(OPERATOR, EAST.agents[0]).must_be(REFUSED, "not of an operator")
    glass.broken_by(OPERATOR, "grace").must_be(1, "in use by the process")
    lab.units.kill(left.id)
    glass.broken_by(OPERATOR, "grace").must_be(DONE, "as the controller c2", f"holdfast declare {APPLICATION}")

    lab.journal.begin_anew()
    lab.cluster.start_controller(left.id)
    lab.wait(f"{left.id} to lead", 20, lambda: lab.leader == left.id)
    restored = lab.record("controllers.restored")
    expect({OPERATOR, "grace"} <= set(json.dumps(restored).split('"')), f"the journal names both, and why: {restored}")
    lab.order("declare", APPLICATION, "--active", WEST.name, reason="the others are under water").must_be(DONE)
    lab.wait("orders to be taken", 40, lambda: lab.writers.open == [WEST.name])
    lab.wait("DNS to lead there", 40, lambda: lab.names.answer.addresses == [WEST.address])


class Glass:
    def __init__(self, lab, seat):
        self.lab, self.seat = lab, seat
        self.file = lab.directory / f"{seat.id}.yaml"

    def without_etcd(self):
        """The controller's file as it is to be from now on."""
        content = json.loads(self.file.read_text())
        del content["etcd"]
        self.file.write_text(json.dumps(content, indent=2))

    def broken_by(self, *names):
        tool, authority = self.lab.cluster.tool, self.lab.cluster.authority
        pairs = [word for name in names for word in
                 ("--cert", authority.files(name)["certificate"], "--key", authority.files(name)["key"])]
        command = [tool.program, "break-glass", "--config", str(self.file), "--reason", "under water", *pairs]
        return tool.answer(["nsenter", f"--net={self.seat.region.network}", *command])
