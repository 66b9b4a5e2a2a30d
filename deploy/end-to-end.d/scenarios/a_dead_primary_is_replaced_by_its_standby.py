"""A region with a PostgreSQL primary dies under write load: its standby is promoted, and no more is lost than was foretold."""

import re
import time

from world.answer import expect
from world.cluster import PLAN
from world.orders import orders
from world.plans import with_promotion
from world.postgres import begin, looked_at
from world.regions import EAST, WEST, WITNESS

RPO = 20


def run(world):
    postgres = begin(world, with_promotion(looked_at(PLAN, RPO)))
    taken = postgres.start_customer("customer", WITNESS, EAST, WEST)
    world.wait("orders to be taken", 20, lambda: len(orders(taken)) > 100)
    foretold = world.wait("the loss to be known", 20, lambda: loss(world))

    killed = time.time()
    world.cluster.kill_region(EAST)
    first = world.wait("orders to be taken again", 30, lambda: after(taken, killed + 1))
    ended = world.record("execution.ended", 30, since=killed)
    expect(ended["outcome"] == "succeeded", f"the runbook is done: {ended}")
    committed, _ = world.journal.first("failover.epochCommitted", killed)
    expect(first.taken > committed, "the new side takes nothing before the epoch has moved")

    noted, kept = orders(taken), postgres.kept(WEST)
    lost = [one for one in noted if one.number not in kept]
    bound = killed - foretold
    expect(all(one.taken > bound for one in lost), f"nothing older than {foretold:.1f} s is lost: {lost[:3]}")
    step = world.step(ended["execution"], "promote")
    expect(step["outputs"]["timeline"] == "2", f"the step tells the new timeline: {step}")
    inspect = [world.cluster.binaries / "holdfast-agent", "database", "promote", "main", "--inspect",
               "--config", world.directory / "west-1.yaml"]
    expect("takes writes on timeline 2" in world.network.inside(WEST, *inspect), "whoever looks sees that it is done")
    print(f"{len(noted)} orders taken, {len(lost)} of them lost, at most {foretold:.1f} s foretold")
    print(f"the first is taken again {first.taken - killed:.2f} s after the region is lost")


def after(taken, moment):
    """The first order that was asked for and taken after a moment."""
    return next((one for one in orders(taken) if one.asked > moment), None)


def loss(world):
    """What the loss of the region would cost now, in seconds of writes, as the operator is told."""
    told = world.ask("objectives")[0]["targets"][0].get("loss")
    return seconds(told["loss"]) if told else None


def seconds(text):
    """`1m2s400ms` in seconds."""
    units = {"h": 3600, "m": 60, "s": 1, "ms": 0.001}
    return sum(int(number) * units[unit] for number, unit in re.findall(r"(\d+)(ms|h|m|s)", text))
