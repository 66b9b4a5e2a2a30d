"""Records whose token is foreign, higher or missing are neither repaired nor failed over, until a person names them."""

import re
import time

from world import updates
from world.answer import DONE, FAILED, REFUSED, expect
from world.regions import APPLICATION, EAST, GROUP, OPERATOR, WEST

OURS = f"v=1;app={APPLICATION};epoch=1;region={EAST.name}"


def run(world):
    world.begin(adopts=False)

    # Somebody else's token keeps everybody out, the first time too.
    updates.set_token(world.directory, "v=1;app=bookshop;epoch=4;region=us-east-1")
    refused = adopt(world).must_be(REFUSED, "already carries a token: v=1;app=bookshop")
    adopt(world, "0123456789abcdef").must_be(REFUSED, "look again")
    adopt(world, fingerprint(refused)).must_be(DONE)
    adoption = world.record("dns.adopted")
    taken_over = (adoption["by"], adoption["override"])
    expect(taken_over == (OPERATOR, fingerprint(refused)), f"who took over what: {adoption}")
    expect(world.token() == OURS, f"our token stands: {world.token()}")

    # A higher epoch says that we are the stale side.
    higher = f"v=1;app={APPLICATION};epoch=7;region={WEST.name}"
    spoilt = time.time()
    updates.set_token(world.directory, higher)
    updates.set_address(world.directory, WEST.address)
    drift = world.record("dns.drifted", since=spoilt)
    expect("epoch=7" in " ".join(drift["details"]), f"the drift names the token: {drift}")
    incident = world.record("incident.opened", since=spoilt)
    expect("may not be touched" in incident["title"], f"the page says why nothing is done: {incident}")
    world.record("notification.delivered", since=spoilt, matches=lambda one: "may not be touched" in one["title"])
    expect(world.token() == higher and not world.journal.all("dns.repaired"), "nothing was repaired")
    refused = adopt(world).must_be(REFUSED, "epoch=7")
    adopt(world, fingerprint(refused)).must_be(DONE)
    world.wait("the right answer", 5, lambda: world.names.changed_to(EAST, spoilt))
    world.record("incident.resolved", since=spoilt, matches=lambda one: one["id"] == incident["id"])

    # A token that is gone stops a move of that record, and says so.
    updates.remove_token(world.directory)
    world.order("switchover", APPLICATION, "--to", WEST.name, "--no-follow").must_be(DONE)
    execution = world.record("execution.started")["_0"]["id"]
    world.wait("a person to be waited for", 15, lambda: world.execution(execution)["state"] == "waitingForPerson")
    dns = world.step(execution, "dns")
    expect(dns["state"] == "failed" and "has no token" in dns["reason"], f"the step says what is missing: {dns}")
    expect(world.names.answer.addresses == [EAST.address], "the record leads where it led")
    world.order("executions", "abort", execution).must_be(DONE)
    world.operate("executions", "follow", execution).must_be(FAILED, "aborted")
    expect(adopt(world).must_be(DONE), "a record without a token is adopted")
    world.wait("the answer of the committed epoch", 5, lambda: world.names.answer.addresses == [WEST.address])


def adopt(world, override=None):
    return world.order("dns", "adopt", APPLICATION, GROUP, *(["--override", override] if override else []))


def fingerprint(answer):
    return re.search(r"--override ([0-9a-f]{16})", answer.view["message"])[1]
