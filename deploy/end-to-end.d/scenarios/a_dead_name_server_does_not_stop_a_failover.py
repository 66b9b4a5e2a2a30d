"""A name server that died with its region keeps no failover waiting: those that answer have the new address."""

import time

from world.answer import expect
from world.dns import ask
from world.regions import EAST, NAME, SECONDARY, WEST


def run(world):
    world.begin()
    killed = time.time()
    world.cluster.kill_region(EAST)
    world.cluster.program("named-secondary").kill()
    expect(not ask(SECONDARY, NAME, 0.2).addresses, "one of the zone's servers is silent")
    at = world.wait("the new answer", 15, lambda: world.names.changed_to(WEST, killed))
    ended = world.record("execution.ended", 20, since=killed)
    expect(ended["outcome"] == "succeeded", f"the runbook is done: {ended}")
    dns = world.step(ended["execution"], "dns")
    expect(dns["attempt"] == 1 and SECONDARY in dns["reason"], f"the step names the silent server: {dns}")
    expect(time.time() - at < 10, "it did not take long")
    world.wait("orders to be taken", 10, lambda: world.writers.open == [WEST.name])
