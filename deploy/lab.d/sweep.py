"""What is left of a lab, whatever has become of whoever kept it: found by what it wrote down, and cleared away."""

import json
import os
import signal
import time
from pathlib import Path

from world.apart import remove
from world.programs import Failure

RECORD, CONTROL = "lab.json", "control"


def start_time(number):
    """When the process began, in ticks since the boot; None if there is none. With it a number is never mistaken."""
    try:
        return int(Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[19])
    except (OSError, IndexError):
        return None


def record(directory, number):
    """Notes the process that all others of the lab hang on: when it ends, the kernel ends them."""
    (directory / RECORD).write_text(json.dumps({"process": number, "started": start_time(number)}))


def keeper(directory):
    """The process number of the lab's keeper, if it lives."""
    try:
        noted = json.loads((directory / RECORD).read_text())
    except (OSError, ValueError):
        return None
    alive = noted["started"] is not None and start_time(noted["process"]) == noted["started"]
    return noted["process"] if alive else None


def sweep(directory):
    """Ends the lab and removes its directory; returns whether there was anything."""
    if not directory.exists():
        return False
    if not (directory / RECORD).exists() and any(directory.iterdir()):
        raise Failure(f"{directory} is not a lab's: remove it yourself")
    number = keeper(directory)
    if number:
        descendants = [number, *children(number)]
        # The first process of the namespace takes all others with it.
        for one in reversed(descendants):
            end(one)
    remove(directory)
    return True


def children(number):
    try:
        return [int(one) for one in Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    except OSError:
        return []


def end(number):
    begun = start_time(number)
    try:
        os.kill(number, signal.SIGKILL)
    except ProcessLookupError:
        return
    limit = time.monotonic() + 10
    while start_time(number) == begun and not is_zombie(number):
        if time.monotonic() > limit:
            raise Failure(f"process {number} does not end")
        time.sleep(0.02)


def is_zombie(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True
