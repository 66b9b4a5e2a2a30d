"""Controllers are restarted by plan, one after another, each for longer than a lease: no fence closes; a failure after is not missed."""

import time

from calm import Calm
from lab import SEATS
from world import plans
from world.answer import DONE, expect
from world.cluster import PLAN
from world.programs import Failure
from world.regions import EAST, WEST

# The lease of the plan is 5 s long.
AWAY = 6


def run(lab):
    lab.begin(plans.with_default_times(PLAN))
    lab.wait("all controllers to be ready", 40, lambda: all(is_ready(lab, seat) for seat in SEATS))
    calm = Calm(lab)
    for seat in SEATS:
        stop(lab, seat.id)
        time.sleep(AWAY)
        lab.cluster.start_controller(seat.id)
        lab.wait(f"{seat.id} to be ready", 40, lambda: is_ready(lab, seat))
        calm.expect(f"{seat.id} is restarted")
    calm.end()

    # A region that dies while something is left to its guardians is failed over only when that has run out.
    lab.wait("a move that waits for nothing", 40, lambda: has_nothing_to_wait_for(lab.dry_run()))
    killed = time.time()
    lab.kill(EAST)
    lab.expect_move(WEST, killed)
    expect(lab.last_epoch() == 2, "the epoch has moved once")


def has_nothing_to_wait_for(dry_run):
    return dry_run.code == DONE and "longestWait" not in dry_run.text


def stop(lab, name, seconds=90):
    """SIGTERM; nobody starts it again."""
    unit = lab.units.named(name)
    program, unit.program = unit.program, None
    expect(program.stop(seconds) == 0, f"{name} stops with 0")


def is_ready(lab, seat):
    """Whether it says that another one may be restarted."""
    try:
        return lab.cluster.ask(seat, "status")["waitsFor"] == []
    except Failure:
        return False
