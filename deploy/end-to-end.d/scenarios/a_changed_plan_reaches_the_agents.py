"""A plan is changed while it runs: agents take up a new check at once; a bad plan is refused and changes nothing."""

import time

from world import hooks
from world.answer import DONE, FAILED, REFUSED, expect
from world.cluster import PLAN
from world.plans import changed, with_steps_before_dns
from world.regions import APPLICATION, EAST, OPERATOR, REGIONS, WEST

DNS = "\ndns:\n"
PAGES = """  pages:
    uses: http
    with: {url: "{{region.endpoints.web}}/"}
    every: 500ms
    timeout: 400ms
    from: [local, vantage]
"""
STEP = """      - id: copy
        uses: hook
        with: {region: "{{target}}", hook: copy}
        timeout: 20s
"""


def run(world):
    copy = hooks.Hook(world.directory, "copy", "sleep 2")
    plan = with_steps_before_dns(PLAN, STEP, "copy")
    world.begin(plan, hooks.of_serving_regions(copy=copy))
    file, operate = world.cluster.plan_file, world.operate
    expect(checks(world) == {"api"}, f"the agents run what the plan says: {checks(world)}")

    # A check more.
    better = changed(plan, DNS, PAGES + DNS)
    operate("plan", "diff", file(better)).must_be(DONE, "pages")
    world.order("plan", "apply", file(better), reason="look at pages too").must_be(DONE, "version 2")
    world.wait("every agent to run the new check", 10, lambda: everybody_reports(world, "pages"))
    applied = world.record("plan.applied", matches=lambda one: one["version"] == 2)
    expect((applied["by"], applied["reason"]) == (OPERATOR, "look at pages too"), f"who applied it, and why: {applied}")
    world.hold("no region is suspected for it", 2, lambda: not [
        one for one in world.application()["regions"] if one.get("suspected") not in (None, "healthy")])
    expect(world.writers.open == [EAST.name] and world.application()["epoch"] == 1, "it serves on")

    # A bad one: refused with the place, by the linter and by the controller.
    bad = changed(better, "        timeout: 20s\n", "        timeout: 20s\n        needs: nobody\n")
    line = bad.splitlines().index("        needs: nobody") + 1
    place = f"plan.yaml:{line}:"
    world.cluster.tool.try_offline("plan", "lint", file(bad)).must_be(FAILED, place, "nobody")
    world.order("plan", "apply", file(bad)).must_be(FAILED, place, "nobody")
    world.order("plan", "apply", file("regions: [\n")).must_be(FAILED, "plan.yaml:")
    away = changed(better, "role: active", "role: witness")
    world.order("plan", "apply", file(away)).must_be(FAILED, "plan.yaml:")
    shown = world.ask("plan", "show", APPLICATION)
    expect(shown["version"] == 2 and shown["source"] == file(better).read_text(), "the applied plan is what it was")
    expect(checks(world) == {"api", "pages"}, "and so are the checks")

    # Not from under a move.
    began = time.time()
    world.order("switchover", APPLICATION, "--to", WEST.name, "--no-follow").must_be(DONE)
    world.wait("the hook to run", 15, lambda: copy.runs)
    world.order("plan", "apply", file(plan)).must_be(REFUSED, "is being moved")
    expect(world.record("execution.ended", since=began)["outcome"] == "succeeded", "the runbook is done")
    world.order("plan", "apply", file(plan)).must_be(DONE, "version 3")
    world.wait("every agent to drop the check", 10, lambda: checks(world) == {"api"})
    expect(world.application()["activeRegion"] == WEST.name, "applying never moves the application")


def checks(world):
    return {check["check"] for agent in world.ask("agents") for check in agent["checks"]}


def everybody_reports(world, check):
    agents = world.ask("agents")
    heard = [agent["agent"] for agent in agents if any(
        one["check"] == check and one["status"] == "up" for one in agent["checks"])]
    return len(heard) == sum(len(region.agents) for region in REGIONS)
