"""A failover ends although its controller is killed at several instants: hooks run once, the epoch moves once."""

import random
import time

from world import hooks
from world.answer import expect
from world.cluster import PLAN
from world.plans import with_hooks_before_dns
from world.regions import EAST, WEST

# The same instants every time; another seed gives others.
SEED = 7
KILLS_WHILE_JUDGING, KILLS_WHILE_RUNNING = 2, 4
PARTS = [f"part{number}" for number in range(1, 7)]


def run(world):
    instants = random.Random(SEED)
    parts = {part: hooks.Hook(world.directory, part, "sleep 0.5") for part in PARTS}
    world.begin(with_hooks_before_dns(PLAN, *PARTS), hooks.of_serving_regions(**parts))

    killed = time.time()
    world.cluster.kill_region(EAST)
    for _ in range(KILLS_WHILE_JUDGING):
        restart_after(world, instants.uniform(0, 2.5))
    world.wait("the first hook", 30, lambda: parts[PARTS[0]].runs)
    for _ in range(KILLS_WHILE_RUNNING):
        restart_after(world, instants.uniform(0, 0.6))
    last = time.time()

    at, ended = world.wait("the end of the runbook", 40, lambda: world.journal.first("execution.ended", killed))
    expect(ended["outcome"] == "succeeded", f"the runbook is done: {ended}")
    expect(last < at, "every kill came before the end")
    world.wait("the new answer", 5, lambda: world.names.changed_to(WEST, killed))
    world.wait("orders to be taken", 10, lambda: world.writers.open == [WEST.name])
    runs = {part: hook.runs for part, hook in parts.items()}
    expect(set(runs.values()) == {1}, f"every hook ran once: {runs}")
    expect(len(world.journal.all("failover.epochCommitted")) == 1, "the epoch has moved once")
    kills = KILLS_WHILE_JUDGING + KILLS_WHILE_RUNNING
    expect(len(world.journal.all("execution.started")) == 1, f"one execution went through {kills} kills")


def restart_after(world, seconds):
    """Kills the controller at that instant of its life."""
    time.sleep(seconds)
    world.cluster.kill_controller()
    world.cluster.start_controller()
