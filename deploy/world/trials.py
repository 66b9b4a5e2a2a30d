"""Runs scenarios, each in a world of its own."""

import json
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from world.apart import BOUND, remove
from world.programs import Failure

# A scenario that takes longer hangs: the slowest takes a third of it.
LONGEST = 180
TAIL, WIDTH = 6, 300


def names(folder):
    """The scenarios of a folder, one module each."""
    return sorted(path.stem for path in folder.glob("*.py"))


class Trial:
    """One scenario, tried once."""

    def __init__(self, name, world):
        self.name, self.world = name, world
        # What it measured, in its own words.
        self.words = ""
        self.seconds, self.reason, self.logs = 0.0, None, {}
        self.process = None

    def run(self, binaries):
        directory = Path(tempfile.mkdtemp(prefix="holdfast-end-to-end-"))
        begin = time.monotonic()
        process = self.process = subprocess.Popen(
            [*BOUND, sys.executable, "-B", "-m", "world.one", self.name, self.world, binaries, directory],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            words = process.communicate(timeout=LONGEST)[0].strip()
            if process.returncode != 0:
                self.reason = words or f"it ended with {process.returncode} and said nothing"
            else:
                self.words = words
        except subprocess.TimeoutExpired:
            self.reason = f"it takes longer than {LONGEST} s"
        finally:
            process.kill()
            process.wait()
            self.seconds = round(time.monotonic() - begin, 1)
            if self.reason:
                self.logs = {log.name: tail(log) for log in sorted(directory.glob("**/*.log"))}
            remove(directory)
        return self

    def end(self):
        """Gives it up, if it runs."""
        if self.process and self.process.poll() is None:
            self.process.kill()

    @property
    def line(self):
        return f"{'FAILED' if self.reason else 'ok':<8}{self.seconds:6.1f} s  {self.name.replace('_', ' ')}"

    @property
    def facts(self):
        return {"name": self.name, "ok": not self.reason, "seconds": self.seconds, "measured": self.words} | (
            {"reason": self.reason, "logs": self.logs} if self.reason else {})


def tail(log):
    return [line[:WIDTH] for line in log.read_text(errors="replace").splitlines()[-TAIL:]]


def tell(trial, stream):
    print(trial.line, file=stream, flush=True)
    for line in (trial.reason or trial.words).splitlines():
        print(f"    {line}", file=stream, flush=True)
    if trial.reason:
        for name, lines in trial.logs.items():
            print(f"    -- {name}", *(f"      {line}" for line in lines), sep="\n", file=stream, flush=True)


def stop(number, _):
    raise SystemExit(128 + number)


def run(folder, world, chosen):
    """Tries the chosen scenarios of a folder, all if none is, each in a world of that kind (`module:Class`)."""
    unknown = [name for name in chosen.names if name not in names(folder)]
    if unknown:
        raise Failure(f"there is no scenario {', '.join(unknown)}; there are {', '.join(names(folder))}")
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, stop)
    stream = sys.stderr if chosen.output == "json" else sys.stdout
    trials = [Trial(name, world) for name in chosen.names or names(folder)]
    with ThreadPoolExecutor(chosen.at_once) as pool:
        try:
            for tried in as_completed([pool.submit(trial.run, chosen.binaries) for trial in trials]):
                tell(tried.result(), stream)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for trial in trials:
                trial.end()
            raise
    failed = [trial.name for trial in trials if trial.reason]
    seconds = round(sum(trial.seconds for trial in trials), 1)
    print(f"{len(trials) - len(failed)} of {len(trials)} scenarios hold, in {seconds} s", file=stream)
    if chosen.output == "json":
        print(json.dumps({"ok": not failed, "seconds": seconds, "scenarios": [one.facts for one in trials]}, indent=2))
    return 1 if failed else 0
