"""What runs where: every program of the world, so that it can be started again as it was."""

import os
import signal
import threading
import time
from dataclasses import dataclass, field
from typing import Optional

from world.programs import Failure, Program
from world.regions import Region


@dataclass
class Unit:
    name: str
    region: Region
    command: list
    # More variables of its environment.
    environment: dict = field(default_factory=dict)
    # After how many seconds whoever supervises it starts it again when it ends by itself; nobody does if there is none.
    restart_after: Optional[float] = None
    program: Optional[Program] = None
    is_paused: bool = False

    @property
    def is_running(self):
        return self.program is not None and self.program.is_running

    @property
    def state(self):
        if not self.program:
            return "stopped"
        if not self.program.is_running:
            return "ended"
        return "paused" if self.is_paused else "running"


class Units:
    def __init__(self, directory):
        self.directory = directory
        self.logs = directory / "logs"
        self.logs.mkdir()
        self.units = {}
        # What ended by itself and was started again: when, and its last words.
        self.endings = []
        self.is_over = threading.Event()

    def __iter__(self):
        return iter(list(self.units.values()))

    def named(self, name):
        if name not in self.units:
            raise Failure(f"there is no program {name}; there are {', '.join(self.units)}")
        return self.units[name]

    def of(self, region):
        return [unit for unit in self if unit.region is region]

    def add(self, name, region, command, environment={}):
        """A unit that is not started yet; one that was there under this name is replaced."""
        running = self.units[name].program if name in self.units else None
        self.units[name] = Unit(name, region, command, dict(environment), program=running)

    def start(self, name):
        unit = self.named(name)
        unit.program = Program(unit.command, self.logs / f"{name}.log", self.directory, unit.region.network,
                               environment=unit.environment)
        unit.program.may_end = unit.restart_after is not None
        unit.is_paused = False

    def supervise(self):
        """Starts again what ends by itself, as systemd does on a real host; begins to, and returns."""
        threading.Thread(target=self.restart_ended, daemon=True).start()

    def restart_ended(self):
        while not self.is_over.wait(0.1):
            ended = [(unit, unit.program) for unit in self
                     if unit.restart_after is not None and unit.program and not unit.program.is_running]
            for unit, program in ended:
                if self.is_over.wait(unit.restart_after):
                    return
                # Unless somebody has killed it on purpose meanwhile.
                if unit.program is program:
                    self.endings.append((time.time(), unit.name, program.last_words()[-300:]))
                    program.kill()
                    self.start(unit.name)

    def start_missing(self, region):
        """Starts what belongs to the region and does not run."""
        for unit in self.of(region):
            if not unit.is_running:
                self.start(unit.name)

    def kill(self, *names):
        """SIGKILL to all of them at once; returns their process numbers."""
        dying = [unit for unit in map(self.named, names) if unit.program]
        numbers = [unit.program.process.pid for unit in dying]
        for unit in dying:
            unit.program.process.kill()
        for unit in dying:
            unit.program.kill()
            unit.program = None
        return numbers

    def kill_region(self, region):
        return self.kill(*(unit.name for unit in self.of(region)))

    def pause(self, name):
        self.signal(name, signal.SIGSTOP)
        self.named(name).is_paused = True

    def resume(self, name):
        self.signal(name, signal.SIGCONT)
        self.named(name).is_paused = False

    def signal(self, name, number):
        unit = self.named(name)
        if not unit.is_running:
            raise Failure(f"{name} does not run")
        os.kill(unit.program.process.pid, number)
