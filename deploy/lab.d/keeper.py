"""Keeps a lab: the first process of its namespaces, which builds it and then does what `deploy/lab` asks through a socket.

It writes what it does to its standard output until the lab is ready, one line each; then `ready`. Requests and answers are
one JSON object a line: `{"command": …, "arguments": […]}`; then any number of `{"says": …}`, and at the end
`{"answer": …}` or `{"error": …}`.
"""

import argparse
import json
import os
import signal
import socket
import sys
import traceback
from pathlib import Path

from lab import Lab
from sweep import CONTROL
from wan import place_named
from world.programs import Failure

LONGEST_REQUEST, LONGEST_PAUSE = 64 << 10, 10.0


class Keeper:
    def __init__(self, lab):
        self.lab = lab

    # Commands

    def status(self):
        return self.lab.facts()

    def networks(self):
        return self.lab.networks()

    def kill(self, name):
        """A region or one program."""
        units = self.lab.units
        numbers = units.kill(name) if name in units.units else self.lab.kill(place_named(name))
        return f"{name} is dead ({', '.join(map(str, numbers)) or 'nothing ran'})"

    def cut(self, source, *more):
        is_one_way = "one-way" in more
        targets = [one for one in more if one != "one-way"]
        if len(targets) > 1:
            raise Failure("cut REGION [OTHER] [one-way]")
        target = place_named(targets[0]) if targets else None
        self.lab.wan.cut(place_named(source), target, is_one_way)
        return f"{source} {'no longer reaches' if is_one_way else 'is cut off from'} {target.name if target else 'anybody'}"

    def heal(self):
        self.lab.heal()
        return "links are as they were, and everything runs"

    def pause(self, name):
        self.lab.units.pause(name)
        return f"{name} is paused"

    def resume(self, name):
        self.lab.units.resume(name)
        return f"{name} goes on"

    def slow(self, link, milliseconds):
        one, other = self.lab.link(link)
        self.lab.wan.slow(one, other, float(milliseconds))
        return f"{link} takes {milliseconds} ms there and back"

    def drop(self, percent):
        self.lab.wan.drop(float(percent))
        return f"{percent} % of all packets are lost"

    # Serving

    def serve(self, control):
        while True:
            link, _ = control.accept()
            link.settimeout(LONGEST_PAUSE)
            with link, link.makefile("rw") as lines:
                try:
                    self.answer(lines)
                except (OSError, ValueError):
                    # Who asked is gone, or said nothing that could be answered.
                    continue

    def answer(self, lines):
        request = json.loads(lines.readline(LONGEST_REQUEST))

        def tell(**words):
            lines.write(json.dumps(words) + "\n")
            lines.flush()

        self.lab.say = lambda text: tell(says=text)
        try:
            command = COMMANDS[request["command"]]
            tell(answer=command(self, *request["arguments"]))
        except (Failure, ValueError, KeyError, TypeError) as failure:
            tell(error=str(failure))


COMMANDS = {command.__name__: command for command in (
    Keeper.status, Keeper.networks, Keeper.kill, Keeper.cut, Keeper.heal, Keeper.pause, Keeper.resume, Keeper.slow,
    Keeper.drop)}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--binaries", required=True)
    options.add_argument("--directory", type=Path, required=True)
    options.add_argument("--controllers", type=int, required=True)
    chosen = options.parse_args()
    # Whoever starts this writes its process number down first, and says so: a lab that nobody knows of must not be.
    if sys.stdin.readline() != "recorded\n":
        return 1
    # `up` may be gone while this goes on.
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    lab = Lab(chosen.binaries, chosen.directory, say, chosen.controllers)
    try:
        lab.open_shop()
    except Exception as failure:
        say(f"failed: {failure}" if isinstance(failure, Failure) else traceback.format_exc())
        return 1
    with socket.socket(socket.AF_UNIX) as control:
        control.bind(str(chosen.directory / CONTROL))
        control.listen()
        say("ready")
        os.dup2(os.open(chosen.directory / "keeper.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND), sys.stdout.fileno())
        Keeper(lab).serve(control)


def say(text):
    try:
        print(text, flush=True)
    except OSError:
        return


if __name__ == "__main__":
    sys.exit(main())
