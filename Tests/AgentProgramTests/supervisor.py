"""Runs one service as systemd would, by its unit file (systemd.service(5), systemd.kill(5), sd_notify(3)).

    supervisor.py UNIT DIRECTORY FROM=TO...

The paths FROM in the unit's commands become TO. SIGTERM stops the service and ends the supervisor, SIGUSR1 restarts the service.
What happens is printed, one line an event, with CLOCK_BOOTTIME in milliseconds. Settings that it does not know how to obey are
an error, so that a change of the unit cannot go unnoticed.
"""

import os
import re
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path

# How often it looks whether the service lives.
LOOK = 0.002


def boottime():
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def say(*words):
    os.write(1, (" ".join(map(str, [round(boottime() * 1000), *words])) + "\n").encode())


class Unit:
    """The settings of a unit file."""

    OBEYED = {"Type": "notify", "WatchdogSignal": "SIGKILL", "KillMode": "mixed", "Restart": "always",
              "TimeoutStartFailureMode": "kill", "TimeoutStopFailureMode": "kill", "RuntimeDirectoryPreserve": "yes"}

    def __init__(self, path):
        self.settings = {}
        section = ""
        for line in Path(path).read_text().replace("\\\n", " ").splitlines():
            if line.startswith("["):
                section = line
            elif section == "[Service]" and re.match(r"\w+=", line):
                name, value = line.split("=", 1)
                self.settings[name] = value
        for name, value in self.OBEYED.items():
            if self.settings.get(name) != value:
                sys.exit(f"supervisor: {name} is {self.settings.get(name)}, and only {value} is known here")

    def seconds(self, name):
        number, unit = re.fullmatch(r"(\d+)(ms|s|min)", self.settings[name]).groups()
        return int(number) * {"ms": 0.001, "s": 1, "min": 60}[unit]

    def command(self, name, replaced):
        argv = shlex.split(self.settings[name])
        for old, new in replaced.items():
            argv = [argument.replace(old, new) for argument in argv]
        return [argument.replace("$$", "$") for argument in argv]


class Service:
    def __init__(self, unit, directory, replaced):
        self.unit, self.directory, self.replaced = unit, Path(directory), replaced
        self.path = str(self.directory / "notify")
        self.heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.heard.bind(self.path)
        self.wanted = None
        self.log = open(self.directory / "service.log", "ab")
        self.tools = self.directory / "tools"
        self.tools.mkdir()
        self.install_systemd_run()

    def install_systemd_run(self):
        """A command in a unit of its own: not among the service's processes, and it outlives them.

        setsid forks by itself: what a shell forks is one of the service's processes until it has become something else.
        """
        tool = self.tools / "systemd-run"
        tool.write_text('#!/bin/sh\nwhile case $1 in --*) true;; *) false;; esac; do shift; done\n'
                        'INVOCATION_ID=other; unset NOTIFY_SOCKET WATCHDOG_USEC WATCHDOG_PID\n'
                        f'setsid --fork "$@" </dev/null >>{self.log.name} 2>&1\n')
        tool.chmod(0o755)

    def run(self):
        while True:
            cause = self.watch()
            if cause != "watchdog":
                self.kill_rest()
            self.run_stop_post()
            self.kill_rest()
            if self.wanted == "stop":
                say("stopped")
                return
            self.wanted = None
            time.sleep(self.unit.seconds("RestartSec"))

    # The main process

    def start(self):
        self.invocation = uuid.uuid4().hex
        environment = os.environ | {
            "INVOCATION_ID": self.invocation, "NOTIFY_SOCKET": self.path,
            "WATCHDOG_USEC": str(round(self.unit.seconds("WatchdogSec") * 1e6)), "PATH": f"{self.tools}:{os.environ['PATH']}",
        }
        # systemd names the process that is to feed the watchdog.
        prefix = ["sh", "-c", 'WATCHDOG_PID=$$ exec "$@"', "sh"]
        self.environment = environment
        return subprocess.Popen(prefix + self.unit.command("ExecStart", self.replaced), env=environment,
                                stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

    def watch(self):
        """Follows the main process to its end; why it ended."""
        main = self.start()
        say("started", main.pid)
        cause, is_ready = "exit", False
        deadline = boottime() + self.unit.seconds("TimeoutStartSec")
        while main.poll() is None:
            for word in self.words():
                if word == "READY=1" and not is_ready:
                    is_ready = True
                    say("ready", main.pid)
                if word in ("READY=1", "WATCHDOG=1") and is_ready and cause == "exit":
                    deadline = boottime() + self.unit.seconds("WatchdogSec")
            if self.wanted and cause == "exit":
                cause = "stop"
                main.send_signal(signal.SIGTERM)
                deadline = boottime() + self.unit.seconds("TimeoutStopSec")
            if boottime() >= deadline:
                if cause == "exit":
                    cause = "watchdog" if is_ready else "start timeout"
                say("killed", main.pid, cause.replace(" ", "-"))
                main.kill()
                main.wait()
        say("ended", main.pid, main.returncode)
        return cause

    def words(self):
        ready, _, _ = select.select([self.heard], [], [], LOOK)
        return self.heard.recv(4096).decode().splitlines() if ready else []

    # What is left of it

    def run_stop_post(self):
        say("stop-post")
        environment = {name: value for name, value in self.environment.items()
                       if name not in ("WATCHDOG_USEC", "WATCHDOG_PID")}
        command = self.unit.command("ExecStopPost", self.replaced)
        try:
            # As long as a stop may take.
            subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
                           timeout=self.unit.seconds("TimeoutStopSec"))
        except subprocess.TimeoutExpired:
            say("stop-post-killed")

    def kill_rest(self):
        """The processes of this run of the service; systemd knows them by their control group, here by their invocation."""
        mark = f"INVOCATION_ID={self.invocation}".encode()
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                    os.kill(int(entry.name), signal.SIGKILL)
                    say("rest-killed", entry.name)
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue


def main():
    unit, directory, *pairs = sys.argv[1:]
    service = Service(Unit(unit), directory, dict(pair.split("=", 1) for pair in pairs))

    def want(what):
        service.wanted = what

    signal.signal(signal.SIGTERM, lambda *_: want("stop"))
    signal.signal(signal.SIGUSR1, lambda *_: want("restart"))
    try:
        service.run()
    finally:
        shutil.rmtree(service.tools, ignore_errors=True)


main()
