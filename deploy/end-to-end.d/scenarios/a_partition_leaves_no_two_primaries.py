"""A region with a PostgreSQL primary is cut off and goes on by itself: it takes its last write before the new side its first."""

import time

from world import network
from world.answer import DONE, REFUSED, expect
from world.cluster import PLAN
from world.orders import orders
from world.plans import with_promotion
from world.postgres import begin, looked_at
from world.regions import APPLICATION, EAST, WEST

RPO = 20


def run(world):
    postgres = begin(world, with_promotion(looked_at(PLAN, RPO)))
    # Each reaches the server of its own region whatever becomes of the network between them.
    east = postgres.start_customer("customer-east", EAST, EAST)
    west = postgres.start_customer("customer-west", WEST, WEST)
    world.wait("orders to be taken in the east", 20, lambda: len(orders(east)) > 100)
    expect(not orders(west), "the standby takes none")

    cut = time.time()
    network.cut_off(EAST)
    first = world.wait("orders to be taken in the west", 30, lambda: orders(west))[0]
    ended = world.record("execution.ended", 30, since=cut)
    expect(ended["outcome"] == "succeeded", f"the runbook is done: {ended}")
    last = orders(east)[-1]
    expect(cut < last.taken < first.taken, f"{last.taken - cut:.3f} s and {first.taken - cut:.3f} s after the cut")

    network.join(EAST)
    world.wait("its agents to be heard", 20, lambda: world.status.region(EAST.name)["agentsHeard"] == 2)
    world.hold("the old primary takes nothing", 5, lambda: orders(east)[-1] == last)
    world.wait("it to be healthy", 30, lambda: world.status.region(EAST.name)["verdict"] == "healthy")
    back = world.dry_run()
    expect(back.code == REFUSED and "follows nobody" in back.text and "dataLoss" in back.text, f"nobody goes back: {back}")
    moved = time.time()
    override = ["--override", "unknown-loss", "--override", "readiness", "--to", EAST.name, "--no-follow"]
    world.order("failover", APPLICATION, *override, reason="we know better").must_be(DONE)
    refused = world.record("execution.stepEnded", 30, since=moved)
    expect("follows nobody" in str(refused["result"]), f"who does all the same is told of it: {refused}")
    print(f"last taken in the east {last.taken - cut:.2f} s after the cut, first in the west {first.taken - cut:.2f} s")
