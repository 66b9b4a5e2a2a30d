"""Two of three controllers and members of etcd are lost (F7): writes stop safely, nothing moves, and all goes on after."""

from etcd import Etcd
from lab import SEATS
from world.answer import NO_LEADER, expect
from world.regions import EAST


def run(lab):
    lab.begin()
    lost = [program for seat in (SEATS[0], SEATS[2]) for program in (seat.id, Etcd.name(seat.region))]
    lab.units.kill(*lost)
    lab.wait("the fence to close by itself", 15, lambda: not lab.fence_is_open(EAST))
    lab.expect_fenced(EAST, 3)
    lab.order("freeze").must_be(NO_LEADER)
    lab.operate("status").must_be(NO_LEADER, "no leader is known", "the coordination store does not answer", "c3 led then")

    # A controller that starts now waits and says so.
    lab.cluster.start_controller(SEATS[0].id)
    lab.wait("c1 to say what it waits for", 20, lambda: "waits for the coordination store" in lab.operate("status").error)

    # And now the active region really dies.
    lab.units.kill(*EAST.agents, f"shop-{EAST.name}")
    lab.expect_nothing_moves(12)

    lab.heal()
    lab.wait_for_leader()
    lab.wait("orders to be taken", 40, lambda: lab.writers.open == [EAST.name])
    lab.wait("all regions to be healthy", 40, lambda: lab.is_well(EAST))
    expect(lab.last_epoch() == 1, "no epoch has moved")
