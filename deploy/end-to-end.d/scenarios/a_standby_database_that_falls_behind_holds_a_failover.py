"""Real PostgreSQL: its standby's lag is what a failover would lose. Too much of it holds a failover, little of it does not."""

import re
import time

from world import network
from world.answer import DONE, expect
from world.cluster import PLAN
from world.postgres import PORT, begin, looked_at
from world.regions import EAST, WEST

RPO = 20


def run(world):
    begin(world, looked_at(PLAN, RPO))
    expect(summary(world, EAST, "db").startswith("primary, takes writes, "), "the primary takes a write")
    expect(summary(world, WEST, "db").startswith("standby, "), "the standby takes none, and is not unfit for that")
    world.wait("the standby to stream", 20, lambda: "streaming" in summary(world, WEST, "lag"))

    # The standby cannot hear its source, and everything else goes on.
    network.obstruct(EAST, f"input iifname eth0 tcp dport {PORT}")
    world.wait("the lag to be too great", RPO + 20, lambda: "dataLoss" in world.dry_run().text)
    denial = world.dry_run().text
    expect(re.search(r" [1-9]\d* bytes behind", denial), f"the source tells where its log ends: {denial}")
    expect(summary(world, WEST, "lag").startswith("warning: "), "the check warns, and does not fail")
    network.clear(EAST)
    world.wait("the standby to have everything", 30, lambda: world.dry_run().code == DONE)

    killed = time.time()
    world.cluster.kill_region(EAST)
    world.wait("the new answer", 20, lambda: world.names.changed_to(WEST, killed))
    expect(not world.journal.all("failover.held"), "so little is lost that nothing is held")


def summary(world, region, check):
    """What the region's first agent said last of one check."""
    agent = next(one for one in world.ask("agents") if one["agent"] == region.agents[0])
    return next((one["latest"]["summary"] for one in agent["checks"] if one["check"] == check), "")
