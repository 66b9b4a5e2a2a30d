"""A hook's lines are seen while it runs; one that fails waits for a person, who retries, skips or aborts."""

import time

from world import hooks
from world.answer import DONE, FAILED, REFUSED, expect
from world.cluster import PLAN
from world.plans import with_steps_before_dns
from world.regions import APPLICATION, EAST, OPERATOR, WEST

STEPS = """      - id: copy
        uses: hook
        with: {region: "{{target}}", hook: copy, parameters: {colour: blue}}
        timeout: 20s
        outputs: [version]
      - id: warm
        uses: hook
        with: {region: "{{target}}", hook: warm}
        timeout: 10s
        needs: copy
"""


def run(world):
    copy = hooks.Hook(world.directory, "copy", """
        for part in 1 2 3 4; do echo "$HOLDFAST_COLOUR part $part"; sleep 0.4; done
        echo ::output version=7""")
    warm = hooks.Hook(world.directory, "warm", f"""
        echo looking; test -e {world.directory}/warm || {{ echo the cache is cold >&2; exit 7; }}""")
    world.begin(with_steps_before_dns(PLAN, STEPS, "warm"), hooks.of_serving_regions(copy=copy, warm=warm))

    # Seen while it runs, and afterwards.
    execution = begin_move(world, WEST)
    follower = world.follow(execution)
    world.wait("the first line of the hook", 10, lambda: follower.saw("blue part 1"))
    expect(world.step(execution, "copy")["state"] == "running", "its line is seen while the hook runs")
    wait_for_person(world, execution)
    printed = [line["text"].strip() for line in world.execution(execution)["output"]]
    expect(all(f"blue part {part}" in printed for part in range(1, 5)), f"`executions show` has its lines: {printed}")
    expect(world.step(execution, "copy")["outputs"] == {"version": "7"}, "its output is kept")
    failed = world.step(execution, "warm")
    expect(failed["state"] == "failed" and "exit code 7" in failed["reason"], f"the failure tells why: {failed}")
    world.record("notification.delivered", matches=lambda one: "warm needs a person" in one["title"])
    expect(world.names.answer.addresses == [EAST.address], "what needs the failed step has not begun")

    # Retry, then skip.
    world.order("executions", "retry", execution, "dns").must_be(REFUSED, "only one that failed or is in doubt")
    world.order("executions", "retry", execution, "warm", reason="warmer now").must_be(DONE)
    world.wait("the second try to fail", 10, lambda: world.step(execution, "warm")["attempt"] == 2 and
               world.step(execution, "warm")["state"] == "failed")
    world.order("executions", "skip", execution, "warm", reason="it warms by itself").must_be(DONE)
    ended = world.record("execution.ended", matches=lambda one: one["execution"] == execution)
    expect(ended["outcome"] in ("succeeded", "succeededWithFailures"), f"the rest is done: {ended}")
    expect(world.wait("the follower to end", 10, lambda: follower.code is not None) is True and follower.code == 0,
           "`executions follow` ends with 0")
    world.wait("the new answer", 5, lambda: world.names.answer.addresses == [WEST.address])
    retried, skipped = world.record("execution.stepRetried"), world.record("execution.stepSkipped")
    expect((retried["by"], retried["reason"]) == (OPERATOR, "warmer now"), f"who retried, and why: {retried}")
    expect((skipped["by"], skipped["reason"]) == (OPERATOR, "it warms by itself"), f"who skipped, and why: {skipped}")
    expect((copy.runs, warm.runs) == (1, 2), f"each hook ran as often as it was tried: {copy.runs}, {warm.runs}")

    # Abort.
    execution = begin_move(world, EAST)
    wait_for_person(world, execution)
    world.order("executions", "abort", execution, reason="not today").must_be(DONE)
    world.operate("executions", "follow", execution).must_be(FAILED, "aborted")
    aborted = world.record("execution.aborted", matches=lambda one: one["execution"] == execution)
    expect((aborted["by"], aborted["reason"]) == (OPERATOR, "not today"), f"who aborted, and why: {aborted}")
    expect(world.step(execution, "dns")["state"] == "waiting", "nothing more has begun")

    # And from there to where it works.
    (world.directory / "warm").touch()
    world.order("switchover", APPLICATION, "--to", WEST.name).must_be(DONE)
    world.wait("orders to be taken again", 10, lambda: world.writers.open == [WEST.name])


def begin_move(world, target):
    began = time.time()
    world.order("switchover", APPLICATION, "--to", target.name, "--no-follow").must_be(DONE)
    return world.record("execution.started", since=began)["_0"]["id"]


def wait_for_person(world, execution):
    world.wait("a person to be waited for", 15, lambda: world.execution(execution)["state"] == "waitingForPerson")
