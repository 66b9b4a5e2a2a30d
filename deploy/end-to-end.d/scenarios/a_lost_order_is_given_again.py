"""A hook whose order was lost on its way is not in doubt: the next controller asks, and orders it again."""

import time

from world import hooks, network
from world.answer import DONE, expect
from world.cluster import PLAN
from world.plans import with_hooks_before_dns
from world.regions import APPLICATION, CONTROLLER_PORT, WEST
# The length of a packet that only confirms.
EMPTY = 80


def run(world):
    copy = hooks.Hook(world.directory, "copy", "sleep 1")
    warm = hooks.Hook(world.directory, "warm", "true")
    # The agent that has no such hook has not run it either.
    world.begin(with_hooks_before_dns(PLAN, "copy", "warm"), hooks.of_first_agents(copy=copy, warm=warm))

    began = time.time()
    world.order("switchover", APPLICATION, "--to", WEST.name, "--no-follow").must_be(DONE)
    world.wait("the first hook", 15, lambda: copy.runs)
    # On these connections agents are heard, and what they are told is lost: only packets without content get in.
    ports = ", ".join(network.connected_ports(WEST, CONTROLLER_PORT))
    network.obstruct(WEST, f"input tcp dport {{ {ports} }} meta length > {EMPTY}")
    world.record("execution.stepStarted", since=began, matches=lambda one: one["step"] == "warm")
    expect(warm.runs == 0, "the order is lost on its way")
    world.cluster.kill_controller()
    world.cluster.start_controller()

    ended = world.record("execution.ended", 30, since=began)
    expect(ended["outcome"] == "succeeded", f"the runbook is done: {ended}")
    expect((copy.runs, warm.runs) == (1, 1), f"every hook ran once: {copy.runs}, {warm.runs}")
    world.wait("the new answer", 5, lambda: world.names.changed_to(WEST, began))
    world.wait("orders to be taken", 10, lambda: world.writers.open == [WEST.name])
