"""A region that only the controller does not hear is not failed over: others see it up, so people are paged."""

import time

from world import network
from world.answer import DONE, expect
from world.cluster import PLAN
from world.pages import Pager, with_webhook
from world.regions import CONTROLLER_PORT, EAST


def run(world):
    world.build()
    pager = Pager(world.directory)
    world.start_cluster()
    world.apply_plan(with_webhook(PLAN))
    world.watch_until_ready()

    cut = time.time()
    network.obstruct(EAST, f"output tcp dport {CONTROLLER_PORT}", f"input tcp sport {CONTROLLER_PORT}")
    verdict = world.record("failover.verdictTaken", 20, since=cut)
    expect((verdict["region"], verdict["verdict"]) == (EAST.name, "isolated"), f"it is judged as isolated: {verdict}")
    page = world.wait("the page", 10, lambda: pager.page("is isolated"))
    expect(page["severity"] == "page" and "votes up" in " ".join(page["details"]), f"it says who sees it up: {page}")
    explained = world.ask("explain", EAST.name)["judgements"][0]
    expect(explained["state"]["verdict"] == "isolated" and explained["evidence"], f"`explain` says why: {explained}")
    # Without grants its lease ends all the same: nobody knows whether it is the last to hear of a new epoch.
    world.wait("the fence to close by itself", 10, lambda: not world.fence_is_open(EAST))
    world.hold("nothing is moved", 5, lambda: world.names.answer.addresses == [EAST.address])
    expect(not world.journal.all("failover.proposalOpened") and world.application()["epoch"] == 1, "no epoch moves")

    network.clear(EAST)
    world.wait("orders to be taken again", 20, lambda: world.writers.open == [EAST.name])
    world.wait("it to be healthy", 20, lambda: world.status.region(EAST.name)["verdict"] == "healthy")
    world.record("incident.resolved", since=cut)
    world.wait("the end of it to be told", 10, lambda: pager.page("resolved:"))
    world.wait("a planned move to be possible", 10, lambda: world.dry_run().code == DONE)
