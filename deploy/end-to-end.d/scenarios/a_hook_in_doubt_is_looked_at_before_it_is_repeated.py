"""A hook whose agent is killed is not repeated blindly: it is looked at, and repeated only if it was not done."""

import time

from world import hooks
from world.answer import DONE, expect
from world.cluster import PLAN
from world.plans import with_steps_before_dns
from world.regions import APPLICATION, WEST

STEPS = """      - id: done
        uses: hook
        with: {region: "{{target}}", hook: done}
        timeout: 30s
        retry: {attempts: 2, backoff: 500ms}
      - id: undone
        uses: hook
        with: {region: "{{target}}", hook: undone}
        timeout: 30s
        retry: {attempts: 2, backoff: 500ms}
        needs: done
"""


def run(world):
    mark = world.directory / "done.mark"
    # Each takes long the first time, and lives on for a moment when its agent dies.
    slowly = "test $HOLDFAST_ATTEMPT -gt 1 || sleep 1.5"
    done = hooks.Hook(world.directory, "done", f"{slowly}; touch {mark}", inspect=f"test -e {mark}")
    undone = hooks.Hook(world.directory, "undone", slowly, inspect="exit 1")
    found = hooks.of_first_agents(done=done, undone=undone)
    world.begin(with_steps_before_dns(PLAN, STEPS, "undone"), found)

    began = time.time()
    world.order("switchover", APPLICATION, "--to", WEST.name, "--no-follow").must_be(DONE)
    for hook in (done, undone):
        world.wait(f"the hook {hook.name}", 20, lambda: hook.runs)
        world.cluster.program("west-1").kill()
        world.cluster.start_agent("west-1")

    ended = world.record("execution.ended", 30, since=began)
    expect(ended["outcome"] == "succeeded", f"the runbook is done: {ended}")
    expect((done.runs, undone.runs) == (1, 2), f"only what was not done is repeated: {done.runs}, {undone.runs}")
    world.wait("the new answer", 5, lambda: world.names.changed_to(WEST, began))
    world.wait("orders to be taken", 10, lambda: world.writers.open == [WEST.name])
