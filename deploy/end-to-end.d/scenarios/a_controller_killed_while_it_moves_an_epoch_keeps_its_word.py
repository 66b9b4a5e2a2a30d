"""A move that was ordered happens, whenever the controller is killed between the order and the new epoch."""

import random
import time

from world.answer import DONE, FAILED, NO_LEADER, expect
from world.regions import APPLICATION, EAST, WEST, other

SEED = 11
ROUNDS = 4


def run(world):
    instants = random.Random(SEED)
    world.begin()
    active = EAST
    for epoch in range(2, 2 + ROUNDS):
        target = other(active)
        ordered = move(world, target)
        time.sleep(instants.uniform(0, 0.5))
        world.cluster.kill_controller()
        world.cluster.start_controller()
        expect(ordered.code == DONE, "the order was taken")
        world.wait(f"epoch {epoch}", 20, lambda: epoch_of(world) == epoch)
        world.wait("the runbook to end", 20, lambda: len(world.journal.all("execution.ended")) == epoch - 1)
        world.wait("orders to be taken there", 10, lambda: world.writers.open == [target.name])
        world.wait("the new answer", 10, lambda: world.names.answer.addresses == [target.address])
        world.wait("the way back to be open", 20, lambda: world.dry_run().code == DONE)
        active = target
    ends = [one["outcome"] for one in world.journal.all("execution.ended")]
    expect(ends == ["succeeded"] * ROUNDS, f"every runbook is done: {ends}")
    expect(len(world.journal.all("failover.epochCommitted")) == ROUNDS, "the epoch has moved once for each order")
    expect(not world.journal.all("failover.proposalClosed"), "no move was given up")


def move(world, target):
    return world.order("switchover", APPLICATION, "--to", target.name, "--no-follow")


def epoch_of(world):
    answer = world.operate("status", "--output", "json")
    return answer.view["applications"][0]["epoch"] if answer.code == DONE else None
