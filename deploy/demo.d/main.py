"""The demo's beginning and end; deploy/demo starts it in namespaces of its own."""

import argparse
import json
import queue
import re
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path

from screen import Lines, Picture
from story import GOAL, Story
from world.programs import Failure
from world.world import World


def once(story, output):
    """The whole story by itself; whether all went as it must."""
    story.prepare()
    facts = {"failover": story.fail(), "heal": story.heal(), "switchback": story.switch_over()}
    watch = story.world.writers
    facts["one_writer"] = {"polls": watch.polls, "period_ms": round(watch.period * 1000),
                           "longest_gap_ms": round(watch.longest_gap * 1000), "violations": watch.violations}
    failover = facts.pop("failover")
    facts = failover | facts
    facts["checks"] = {
        "dns_changed_within_goal": facts["dns_changed_ms"] < GOAL * 1000,
        "fenced_before_new_epoch": facts["fenced_ms"] < facts["epoch_ms"],
        "runbook_succeeded": facts["runbook"] == "succeeded",
        "healed_region_stays_fenced": facts["heal"]["stays_fenced"],
        "switched_back": facts["switchback"]["target"] == facts["source"],
        "never_two_writers": watch.polls > 0 and not watch.violations,
    }
    facts["ok"] = all(facts["checks"].values())
    if output == "json":
        print(readable(facts))
    for name, is_met in facts["checks"].items():
        story.say(f"{'yes' if is_met else 'NO '}  {name.replace('_', ' ')}", "good" if is_met else "bad")
    return facts["ok"]


def readable(facts):
    """JSON with lists of numbers on one line."""
    numbers = re.compile(r"\[[\s\d.,null]+\]")
    return numbers.sub(lambda match: re.sub(r"\s+", " ", match.group()), json.dumps(facts, indent=2))


def interactive(story, picture):
    acts = queue.Queue()
    state = {"doing": "preparing", "failure": None}

    def work():
        """One thread for all acts: what it starts lives as long as it does."""
        try:
            story.prepare()
            while True:
                state["doing"] = ""
                name, act = acts.get()
                state["doing"] = name
                act()
        except Exception as failure:
            state["failure"] = failure

    threading.Thread(target=work, daemon=True).start()
    while state["failure"] is None:
        picture.draw(story, state["doing"])
        key = picture.key(0.2)
        if key == "q":
            return True
        if state["doing"] or key not in ("f", "h", "s"):
            continue
        if key == "h" and story.dead:
            acts.put(("healing", story.heal))
        elif key != "h" and story.dead:
            picture.say(f"heal {story.dead.name} first")
        elif key == "f":
            acts.put(("failing", story.fail))
        elif key == "s":
            acts.put(("switching over", story.switch_over))
    raise state["failure"]


def stop(number, _):
    raise SystemExit(128 + number)


def main():
    options = argparse.ArgumentParser(prog="deploy/demo")
    options.add_argument("--binaries", required=True, help=argparse.SUPPRESS)
    options.add_argument("--once", action="store_true", help="by itself")
    options.add_argument("--output", choices=["text", "json"], default="text")
    chosen = options.parse_args()
    if not chosen.once and not (sys.stdin.isatty() and sys.stdout.isatty()):
        options.error("without a terminal there is only --once")
    if chosen.output == "json" and not chosen.once:
        options.error("--output json goes with --once")
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, stop)
    directory = Path(tempfile.mkdtemp(prefix="holdfast-demo-"))
    world = World(chosen.binaries, directory)
    try:
        if chosen.once:
            lines = Lines(sys.stderr if chosen.output == "json" else sys.stdout)
            return 0 if once(Story(world, lines.say), chosen.output) else 1
        with Picture() as picture:
            return 0 if interactive(Story(world, picture.say), picture) else 1
    except Failure as failure:
        print(f"deploy/demo: {failure}", file=sys.stderr)
        if chosen.output == "json":
            print(json.dumps({"ok": False, "error": str(failure)}, indent=2))
        return 1
    finally:
        world.end()
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
