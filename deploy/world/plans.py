"""Changes of the print shop's plan, as text: what is changed must stand there exactly once."""

from world.programs import Failure

DNS_STEP = """      - id: dns
        uses: dns.failover
"""


def changed(text, old, new):
    if text.count(old) != 1:
        raise Failure(f"the plan has {text.count(old)} times, not once: {old}")
    return text.replace(old, new)


HOOK_STEP = """      - id: {hook}
        uses: hook
        with: {{region: "{{{{target}}}}", hook: {hook}}}
        timeout: 20s
"""


def with_steps_before_dns(text, steps, last):
    """With more steps at the runbook's beginning; DNS needs the last of them."""
    return changed(text, DNS_STEP, f"{steps}{DNS_STEP}        needs: {last}\n")


def with_hooks_before_dns(text, *hooks):
    """With a step for each hook, one after the other, and then DNS."""
    needs = ["", *(f"        needs: {hook}\n" for hook in hooks)]
    steps = "".join(HOOK_STEP.format(hook=hook) + need for hook, need in zip(hooks, needs))
    return with_steps_before_dns(text, steps, hooks[-1])


PROMOTE_STEP = """      - id: promote
        uses: postgres.promote
        with: {region: "{{target}}", database: main}
        timeout: 60s
        outputs: [timeline, lsn]
"""


def with_promotion(text):
    """With the promotion of the target's database before DNS."""
    return with_steps_before_dns(text, PROMOTE_STEP, "promote")


PLANNED_MOVE = f"""  switchover:
    failover: true
    runbook:
{PROMOTE_STEP}{DNS_STEP}        with: {{record: public, to: "{{{{target}}}}"}}
        needs: promote
      - id: rejoin
        uses: postgres.rejoin
        with: {{region: "{{{{source}}}}", database: main}}
        needs: dns
        on_failure: continue
        timeout: 60s
        outputs: [method, timeline, lone_commits]
"""


def with_planned_moves(text):
    """With a runbook for planned moves, at whose end the server that was left follows the other one."""
    return changed(text, "\ncommunications:\n", f"{PLANNED_MOVE}\ncommunications:\n")


def with_default_times(text):
    """With the times that a plan has when it says nothing: a lease of 5 s, a fence within 2 s."""
    return with_times(text, every="1s", timeout="1s", report="1s", silence="3s", confirm="4s", recover="10s", ttl="5s",
                      fence="2s")


def with_times(text, every, timeout, report, silence, confirm, recover, ttl, fence):
    """With checks of that period and patience, and that detection."""
    text = changed(text, "    every: 500ms\n    timeout: 400ms\n", f"    every: {every}\n    timeout: {timeout}\n")
    return changed(text, "  report_every: 500ms\n  silence_after: 2s\n  confirm: 3s\n  recover: 5s\n"
                   "  lease: {ttl: 3s, fence_timeout: 1s, handover: 15s}\n",
                   f"  report_every: {report}\n  silence_after: {silence}\n  confirm: {confirm}\n  recover: {recover}\n"
                   f"  lease: {{ttl: {ttl}, fence_timeout: {fence}}}\n")
