"""A pager that is down is tried again and gets its page when it is back; one that refuses is journalled, and people see it."""

import time

from world.answer import DONE, expect
from world.cluster import PLAN
from world.pages import Pager, with_webhook
from world.regions import APPLICATION, EAST, WEST


def run(world):
    world.build()
    pager = Pager(world.directory, listens=False)
    world.start_cluster()
    world.apply_plan(with_webhook(PLAN))
    world.watch_until_ready()

    # Nobody listens. The failover does not wait for the pager, the other channel is told, and nothing is lost.
    killed = time.time()
    world.cluster.kill_region(EAST)
    world.wait("the new answer", 20, lambda: world.names.changed_to(WEST, killed))
    world.wait("orders to be taken", 10, lambda: world.writers.open == [WEST.name])
    told = [one["channel"] for one in world.journal.all("notification.delivered")]
    expect(told and "pager" not in told, f"the log alone was told: {told}")
    expect(not world.journal.all("notification.failed"), "there are tries left")
    pager.listen()
    page = world.wait("the page", 30, lambda: pager.page(EAST.name))
    expect(page["severity"] == "page" and not pager.forged, f"it is the page of the failure, and signed: {page}")
    world.record("notification.delivered", since=killed, matches=lambda one: one["channel"] == "pager")

    # It listens and refuses: that stands in the journal, with its words, while the other channel is told.
    pager.refusal = "no such team"
    refused = time.time()
    world.cluster.start_region(EAST)
    failed = world.record("notification.failed", 40, since=refused, matches=lambda one: one["channel"] == "pager")
    expect("403" in failed["reason"] and "no such team" in failed["reason"], f"it says what the pager said: {failed}")
    shown = world.operate("journal", "tail", "-n", "200").must_be(DONE, "could not tell pager")
    expect("no such team" in shown.text, "and people can read it")
    world.order("freeze", APPLICATION, reason="the pager is mended").must_be(DONE)
