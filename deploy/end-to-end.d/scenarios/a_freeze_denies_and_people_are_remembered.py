"""A freeze stops every move, and what people say of an incident stands in it; a dry run changes nothing."""

import time

from world.answer import DONE, REFUSED, USAGE, expect
from world.regions import APPLICATION, EAST, OPERATOR, WEST


def run(world):
    world.begin()

    # A dry run says what would be done, and changes nothing.
    before = world.journal_length()
    dry = world.order("switchover", APPLICATION, "--to", WEST.name, "--dry-run").must_be(DONE, "would move")
    steps = dry.view["view"]["steps"]
    expect(steps == ["activate", "dns", "verify-target", "verify-public", "tell"], f"it lists the steps: {steps}")
    expect(world.journal_length() == before and world.application()["epoch"] == 1, "nothing is journalled for it")

    # A freeze denies what people order and what the plan would do.
    world.order("freeze", APPLICATION, reason="migration").must_be(DONE)
    world.order("switchover", APPLICATION).must_be(REFUSED, f"frozen by {OPERATOR}: migration")
    world.order("failover", APPLICATION, "--dry-run").must_be(REFUSED, f"frozen by {OPERATOR}: migration")
    world.order("unfreeze", "bookshop").must_be(USAGE)
    killed = time.time()
    world.cluster.kill_region(EAST)
    held = world.record("failover.held", 20, since=killed)
    expect([one["gate"] for one in held["denials"]] == ["freeze"], f"the freeze holds it: {held}")
    world.hold("nothing is moved", 3, lambda: world.names.answer.addresses == [EAST.address])
    expect(not world.journal.all("failover.proposalOpened"), "nobody is asked to fence")

    # What people say of the incident.
    incident = world.ask("incidents")[0]["id"]
    world.operate("incidents", "ack", incident).must_be(DONE)
    world.operate("incidents", "note", incident, "the electricians are there").must_be(DONE)
    shown = world.ask("incidents", "show", incident)
    expect(shown["acknowledgedBy"] == OPERATOR, f"who is on it: {shown}")
    said = [entry["text"] for entry in shown["timeline"] if entry.get("by") == OPERATOR]
    expect(any("the electricians are there" in text for text in said), f"who said what: {said}")
    world.operate("incidents", "ack", "INC-99").must_be(USAGE, "no such incident")

    # Without the freeze it goes on by itself.
    world.order("unfreeze", APPLICATION, reason="done").must_be(DONE)
    world.wait("the new answer", 20, lambda: world.names.changed_to(WEST, killed))
    expect(world.record("execution.ended", since=killed)["outcome"] == "succeeded", "the runbook is done")
    world.order("incidents", "resolve", incident, reason="rewired").must_be(DONE)
    world.order("incidents", "resolve", incident).must_be(REFUSED, "is resolved")
    resolved = world.record("incident.resolved", matches=lambda one: one["id"] == incident)
    expect((resolved["by"], resolved["reason"]) == (OPERATOR, "rewired"), f"who resolved it, and why: {resolved}")
    frozen, unfrozen = world.record("freeze.frozen"), world.record("freeze.unfrozen")
    reasons = (frozen["by"], frozen["reason"], unfrozen["reason"])
    expect(reasons == (OPERATOR, "migration", "done"), f"who froze, and why: {reasons}")
