"""In approval mode a dead region is a question, sent by a signed page: yes moves the application, no holds it."""

import time

from world.answer import DONE, USAGE, expect
from world.cluster import PLAN
from world.pages import Pager, with_webhook
from world.plans import changed
from world.regions import EAST, OPERATOR, WEST


def run(world):
    world.build()
    pager = Pager(world.directory)
    world.start_cluster()
    plan = changed(changed(PLAN, "mode: automatic", "mode: approval"), "recover: 5s", "recover: 3s")
    world.apply_plan(with_webhook(plan))
    world.watch_until_ready()

    # No: it stays where it is, and nobody fences anybody.
    killed = time.time()
    world.cluster.kill_region(EAST)
    question = world.wait("a question", 20, lambda: asked(world))
    expect(EAST.name in question["text"] and WEST.name in question["text"], f"it says what it would do: {question}")
    page = world.wait("the page", 10, lambda: pager.page(f"holdfast approve {question['id']}"))
    expect(page["severity"] == "page" and page["application"] == "printapp", f"it is a page: {page}")
    world.order("reject", question["id"], reason="the power comes back").must_be(DONE)
    answer = world.record("question.answered", since=killed)
    expect((answer["isApproved"], answer["by"], answer["reason"]) == (False, OPERATOR, "the power comes back"),
           f"who said no, and why: {answer}")
    world.order("approve", question["id"]).must_be(USAGE, "no open question")
    world.cluster.start_region(EAST)
    world.wait("the region to be healthy", 20, lambda: world.status.region(EAST.name)["verdict"] == "healthy")
    world.wait("orders to be taken again", 10, lambda: world.writers.open == [EAST.name])
    expect(world.application()["epoch"] == 1, "no epoch has moved")

    # Yes.
    killed = time.time()
    world.cluster.kill_region(EAST)
    question = world.wait("another question", 20, lambda: asked(world))
    world.order("approve", question["id"], reason="it burns").must_be(DONE)
    answer = world.record("question.answered", since=killed)
    expect((answer["isApproved"], answer["by"], answer["reason"]) == (True, OPERATOR, "it burns"),
           f"who said yes, and why: {answer}")
    world.wait("the new answer", 15, lambda: world.names.changed_to(WEST, killed))
    world.wait("orders to be taken", 10, lambda: world.writers.open == [WEST.name])
    expect(world.record("execution.ended")["outcome"] == "succeeded", "the runbook is done")
    expect(world.wait("the note", 10, lambda: pager.page(f"runs in {WEST.name}"))["severity"] == "note", "and told")
    expect(not pager.forged, "everything that came was signed")


def asked(world):
    return next(iter(world.ask("status")["questions"]), None)
