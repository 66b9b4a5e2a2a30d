"""The leader dies at each step of a recovery (F2): the next one goes on, repeats no step that is done, leaves none out."""

import time

from lab import SEATS
from world import hooks
from world.answer import DONE, expect
from world.cluster import PLAN
from world.plans import with_hooks_before_dns
from world.regions import APPLICATION, EAST, WEST, other


def run(lab):
    copy = hooks.Hook(lab.directory, "copy", "sleep 1.5")
    warm = hooks.Hook(lab.directory, "warm", "sleep 1.5")
    lab.begin(with_hooks_before_dns(PLAN, "copy", "warm"), hooks.of_serving_regions(copy=copy, warm=warm))
    active = EAST
    # While the first hook runs, while the second one does, and as DNS is changed.
    for moves, instant in enumerate((lambda: copy.runs > moves, lambda: warm.runs > moves, lambda: dns_has_begun(lab, moves))):
        target, ordered = other(active), time.time()
        lab.order("switchover", APPLICATION, "--to", target.name, "--no-follow").must_be(DONE)
        lab.wait("that step", 30, instant)
        leader = lab.leader
        lab.cluster.kill_controller(leader)
        lab.wait_for_leader(besides=leader)
        lab.expect_move(target, ordered)
        lab.cluster.start_controller(leader)
        lab.wait("the way back to be open", 30, lambda: lab.dry_run().code == DONE)
        active = target
        runs = {"copy": copy.runs, "warm": warm.runs}
        expect(set(runs.values()) == {moves + 1}, f"every hook ran once for each move: {runs}")


def dns_has_begun(lab, moves):
    return len(lab.journal.all("execution.stepStarted", lambda one: one.get("step") == "dns")) > moves
