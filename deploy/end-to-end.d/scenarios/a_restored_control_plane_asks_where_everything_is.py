"""The controller's disk is lost and an old backup restored: nothing is granted or moved until a person says where it is (rule 8)."""

import shutil
import time

from world import hooks
from world.answer import DONE, FAILED, REFUSED, USAGE, expect
from world.cluster import CONTROLLER, PLAN
from world.plans import changed, with_hooks_before_dns
from world.regions import APPLICATION, EAST, WEST


def run(world):
    copy = hooks.Hook(world.directory, "copy", "true")
    plan = with_hooks_before_dns(PLAN, "copy")
    world.begin(plan, hooks.of_serving_regions(copy=copy))
    cluster = world.cluster

    # A backup while everything runs, which proves itself without any controller.
    backup = world.directory / "control-plane.backup"
    world.operate("backup", backup).must_be(DONE, "is good")
    cluster.tool.try_offline("backup", "verify", backup).must_be(DONE, "controllers: c1")
    world.operate("backup", backup).must_be(FAILED, "exists")
    damaged = world.directory / "damaged.backup"
    damaged.write_bytes(backup.read_bytes().replace(b'"first"', b'"worst"', 1))
    cluster.tool.try_offline("backup", "verify", damaged).must_be(FAILED, "is damaged")

    # After it the application is moved, by a runbook whose hook the agents remember, and the plan is applied again.
    moved = time.time()
    world.order("switchover", APPLICATION, "--to", WEST.name).must_be(DONE)
    world.wait("the new answer", 15, lambda: world.names.changed_to(WEST, moved))
    world.order("plan", "apply", cluster.plan_file(changed(plan, "timeout: 400ms", "timeout: 350ms"))).must_be(DONE)
    world.wait("orders to be taken", 10, lambda: world.writers.open == [WEST.name])
    runs = copy.runs
    expect(runs == 1, f"the hook ran once: {runs}")

    # The disk is lost.
    cluster.restore(backup).must_be(REFUSED, "holds a store already")
    cluster.kill_controller()
    shutil.rmtree(cluster.data_directory())
    world.wait("the fence to close by itself", 20, lambda: not world.writers.open)
    cluster.restore(damaged).must_be(FAILED, "is damaged")
    cluster.restore(backup).must_be(DONE, f"holdfast declare {APPLICATION} --active REGION")
    world.journal.begin_anew()
    restored = time.time()
    cluster.start_controller()

    # It asks, and until somebody answers nobody writes and nothing moves, although the backup says where it was.
    incident = world.record("incident.opened", 20, matches=lambda one: "was restored" in one["title"])
    world.record("notification.delivered", matches=lambda one: "say which region is active" in one["title"])
    world.hold("nobody writes", 5, lambda: not world.writers.open and not world.writers.active)
    world.order("failover", APPLICATION, "--to", WEST.name).must_be(REFUSED, "restored", "holdfast declare")
    expect(world.dig() and world.names.answer.addresses == [WEST.address], "DNS is left as it is")
    world.operate("status").must_be(DONE, "nobody has said where it is active", "holdfast declare")
    declare = ("declare", APPLICATION, "--active")
    world.order(*declare, "eu-west-1").must_be(USAGE, "cannot be active")
    world.order("freeze", reason="wait").must_be(DONE)
    world.order(*declare, WEST.name).must_be(REFUSED, "frozen", "holdfast unfreeze")
    world.order("unfreeze", reason="go on").must_be(DONE)

    # The answer: grants go on there, under an epoch above all that agents and name servers have seen.
    world.order(*declare, WEST.name, reason="orders were taken there").must_be(DONE, "when every lease of before")
    world.wait("orders to be taken", 20, lambda: world.writers.open == [WEST.name])
    world.order(*declare, EAST.name).must_be(REFUSED, "nobody asks")
    commit = world.record("failover.epochCommitted")
    expect("orders were taken there" in str(commit), f"the journal says who said it, and why: {commit}")
    epoch = world.application()["epoch"]
    expect(epoch > 2, f"the epoch is above those that the backup does not know: {epoch}")
    world.wait("DNS to say so", 20, lambda: world.token() == f"v=1;app={APPLICATION};epoch={epoch};region={WEST.name}")
    expect(not world.names.changed_to(EAST, restored), "DNS never led back")
    world.record("incident.resolved", matches=lambda one: one["id"] == incident["id"])

    # Agents take assignments and orders again, although they have seen later ones than the backup knows.
    world.wait("all regions to be healthy", 40, lambda: world.is_well(WEST))
    world.order("plan", "apply", cluster.plan_file(changed(plan, "timeout: 400ms", "timeout: 300ms"))).must_be(DONE)
    world.wait("all regions to be healthy again", 40, lambda: world.is_well(WEST))
    world.wait("the way home to be open", 20, lambda: world.dry_run().code == DONE)
    back = time.time()
    world.order("switchover", APPLICATION, "--to", EAST.name).must_be(DONE)
    world.wait("the answer of home", 15, lambda: world.names.changed_to(EAST, back))
    world.wait("orders to be taken at home", 10, lambda: world.writers.open == [EAST.name])
    expect(copy.runs == 2, f"the hook ran again: {copy.runs}")
    world.operate("backup", world.directory / "second.backup").must_be(DONE, "is good")
