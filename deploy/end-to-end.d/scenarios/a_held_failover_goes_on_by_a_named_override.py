"""A failover that would lose too much is held and paged with its figures; the active region is not fenced for it.

It goes on by a person's named override, which counts once.
"""

import time

from world import hooks, network
from world.answer import DONE, REFUSED, expect
from world.cluster import PLAN
from world.pages import Pager, with_webhook
from world.plans import changed
from world.regions import APPLICATION, EAST, OPERATOR, PAGE_PORT, WEST

DNS = "\ndns:\n"
LAG_CHECK = """  replica:
    uses: hook
    with: {hook: replica}
    every: 500ms
    timeout: 2s
    from: [local]
    measures: replication-lag
"""
OBJECTIVE = "  rto: 5m\n"


def run(world):
    world.build()
    pager = Pager(world.directory)
    state = world.directory / "replica"
    state.write_text("0 REPLICA OK | replication_lag_seconds=1s;; replication_gap_bytes=100;;\n")
    replica = hooks.Hook(world.directory, "replica", f'read code words < {state}; echo "$words"; exit $code')
    world.start_cluster(hooks.of_serving_regions(replica=replica))
    plan = changed(PLAN, OBJECTIVE, f"{OBJECTIVE}  rpo: 15m\n")
    world.apply_plan(with_webhook(changed(plan, DNS, f"{LAG_CHECK}{DNS}")))
    world.watch_until_ready()
    state.write_text("2 REPLICA LATE | replication_lag_seconds=1320s;; replication_gap_bytes=5000000;;\n")
    world.wait("the lag to be seen", 10, lambda: "dataLoss" in world.dry_run().text)

    # Nobody outside sees the region up, but it serves all the same.
    began = time.time()
    network.obstruct(EAST, f"input iifname eth0 tcp dport {PAGE_PORT}")
    held = world.record("failover.held", 20, since=began)
    gates = [denial["gate"] for denial in held["denials"]]
    expect(gates == ["dataLoss", "readiness"], f"every gate that denies is told: {held}")
    page = world.wait("the page", 10, lambda: pager.page("would lose 22m"))
    expect("5000000 bytes behind" in " ".join(page["details"]), f"the page has the figures: {page}")
    world.hold("the active region goes on while the failover is held", 4, lambda: world.writers.open == [EAST.name])
    expect(world.fence_is_open(EAST) and not world.journal.all("failover.proposalOpened"), "nobody is fenced for it")
    expect({one["gate"] for one in world.application()["heldBy"]} == {"dataLoss", "readiness"}, "`status` shows it")

    # Every gate needs its own word.
    move = ("failover", APPLICATION, "--to", WEST.name, "--no-follow")
    world.order(*move).must_be(REFUSED, "would lose 22m", "checks of us-west-2 are down: replica")
    world.order(*move, "--accept-loss", "10m", "--override", "readiness").must_be(REFUSED, "would lose 22m")
    world.order(*move, "--accept-loss", "30m").must_be(REFUSED, "checks of us-west-2 are down: replica")
    overrides = ("--accept-loss", "30m", "--override", "readiness")
    world.order(*move, *overrides, reason="22m are printed by hand").must_be(DONE)
    world.wait("the new answer", 15, lambda: world.names.changed_to(WEST, began))
    world.wait("orders to be taken", 10, lambda: world.writers.open == [WEST.name])
    cause = world.record("failover.epochCommitted", since=began)["_0"]["cause"]["failover"]["_0"]
    expect((cause["by"], cause["reason"]) == (OPERATOR, "22m are printed by hand"), f"who moved it, and why: {cause}")
    expect(cause["overrides"] == ["readiness"] and cause["acceptedLoss"], f"by which overrides: {cause}")
    expect(world.record("execution.ended", since=began)["outcome"] == "succeeded", "the runbook is done")

    # The overrides were for that move only.
    network.clear(EAST)
    world.wait("the region to be healthy", 20, lambda: world.status.region(EAST.name)["verdict"] == "healthy")
    world.order("failover", APPLICATION, "--to", EAST.name, "--no-follow").must_be(REFUSED, "would lose", "replica")
