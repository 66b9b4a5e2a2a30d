"""What a stranger does to a record is seen, told and set right under the committed epoch."""

import time

from world import updates
from world.answer import DONE, expect
from world.regions import APPLICATION, EAST, GROUP, WEST


def run(world):
    world.begin()
    token = f"v=1;app={APPLICATION};epoch=1;region={EAST.name}"
    expect(world.token() == token, f"the adopted record carries {token}: {world.token()}")
    world.order("dns", "adopt", APPLICATION, GROUP).must_be(DONE)

    changed = time.time()
    updates.set_address(world.directory, WEST.address)
    world.wait("the stranger's answer", 5, lambda: world.names.changed_to(WEST, changed))
    world.wait("the right answer again", 15, lambda: world.names.changed_to(EAST, changed))
    drift = world.record("dns.drifted", since=changed)
    expect(WEST.address in " ".join(drift["details"]), f"the drift tells what stood: {drift}")
    repair = world.record("dns.repaired", since=changed)
    expect(repair["epoch"] == 1, f"the repair is done under the committed epoch: {repair}")
    incident = world.record("incident.opened", since=changed)
    expect("drifted" in incident["title"], f"the incident says so: {incident}")
    world.record("incident.resolved", since=changed, matches=lambda one: one["id"] == incident["id"])
    world.record("notification.delivered", since=changed, matches=lambda one: "drifted" in one["title"])
    expect(world.token() == token, f"the token is what it was: {world.token()}")
    expect(world.application()["epoch"] == 1, "no epoch has moved")
