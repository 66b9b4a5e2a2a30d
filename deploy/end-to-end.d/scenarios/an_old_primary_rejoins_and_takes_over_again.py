"""A primary that was replaced, and has writes that nobody else has, becomes a standby again by one command, and then takes over."""

import re
import time
from pathlib import Path

from world import network
from world.answer import DONE, REFUSED, expect
from world.cluster import PLAN
from world.orders import orders
from world.plans import with_planned_moves, with_promotion
from world.postgres import begin, looked_at
from world.regions import APPLICATION, EAST, WEST

RPO = 20
# Nobody else's orders have such numbers.
WESTERN = 1_000_000


def run(world):
    postgres = begin(world, with_planned_moves(with_promotion(looked_at(PLAN, RPO))))
    # Each reaches the server of its own region whatever becomes of the network between them.
    east = postgres.start_customer("customer-east", EAST, EAST)
    west = postgres.start_customer("customer-west", WEST, WEST, first=WESTERN)
    world.wait("orders to be taken in the east", 20, lambda: len(orders(east)) > 100)
    network.cut_off(EAST)
    world.wait("orders to be taken in the west", 30, lambda: orders(west))
    network.join(EAST)
    world.wait("the old primary's region to be healthy", 40, lambda: world.status.region(EAST.name)["verdict"] == "healthy")
    denied = world.wait("its agents to have seen the database", 20, lambda: refusal(world, "follows nobody"))
    expect("rejoin" in denied, f"whoever asks is told the way: {denied}")

    alone = postgres.kept(EAST) - postgres.kept(WEST)
    expect(alone, "the old primary has orders that nobody else has")
    began = time.time()
    told = world.network.inside(EAST, *command(world))
    lasted = time.time() - began
    counted, kept = output(told, "lone_commits"), output(told, "kept")
    expect(counted == str(len(alone)), f"{len(alone)} orders are only there: {told}")
    expect(output(told, "method") == "rewind" and list(Path(kept).glob("0*")), f"their log is kept: {told}")
    world.wait("both to have the same", 20, lambda: postgres.kept(WEST) <= postgres.kept(EAST) | set(fresh(west)))
    expect(not alone & postgres.kept(EAST), "what nobody else has is gone from it")

    world.wait("home to be ready", 40, lambda: world.order("failback", APPLICATION, "--dry-run").code == DONE)
    moved = time.time()
    world.order("failback", APPLICATION, reason="back home").must_be(DONE)
    world.wait("orders to be taken in the east again", 30, lambda: orders(east)[-1].taken > moved)
    ended = world.record("execution.ended", 60, since=moved)
    expect(ended["outcome"] == "succeeded", f"the runbook is done: {ended}")
    rejoined = world.step(ended["execution"], "rejoin")["outputs"]
    expect(rejoined["timeline"] == "3", f"the west follows the east: {rejoined}")
    taken = {one.number for one in orders(east) if one.asked > moved}
    world.wait("the west to have what the east takes", 20, lambda: taken <= postgres.kept(WEST))
    print(f"{counted} orders were only there; the old primary follows the new one {lasted:.1f} s after the command")
    print(f"the planned move back left {rejoined['lone_commits']} behind")


def command(world):
    return [world.cluster.binaries / "holdfast-agent", "database", "rejoin", "main", "--config", world.directory / "east-1.yaml"]


def refusal(world, words):
    answer = world.order("failback", APPLICATION, "--dry-run")
    return answer.text if answer.code == REFUSED and words in answer.text else None


def fresh(file):
    """What was taken in the last second."""
    return [one.number for one in orders(file) if one.taken > time.time() - 1]


def output(text, name):
    found = re.search(rf"^::output {name}=(.*)$", text, re.M)
    return found and found[1]
