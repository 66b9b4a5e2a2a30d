"""S1 from outside: never two regions that say they are active, nor two that would take an order."""

import http.client
import os
import threading
import time
from dataclasses import dataclass
from itertools import product

from world.network import enter
from world.regions import APPLICATION, ORDER_PORT, SERVING, STATUS_PORT


@dataclass
class Run:
    """Answers of yes without one of no between them: when the first and the last were asked for, and given."""

    first_asked: float
    first_given: float
    last_asked: float
    last_given: float

    def was_with(self, other):
        """Whether there was an instant at which both held for certain."""
        begin, end = max(self.first_given, other.first_given), min(self.last_asked, other.last_asked)
        return begin <= end or self.is_within(other) or other.is_within(self)

    def is_within(self, other):
        return other.first_given <= self.first_asked and self.last_given <= other.last_asked


class Probe(threading.Thread):
    """Asks one server of a region the same question over and over, from inside the region: no cut hides the answer."""

    PATIENCE = 0.3
    # Answers further apart than this say nothing about what was between them.
    LONGEST_SILENCE = 1.0

    def __init__(self, region, port, method, path, period):
        super().__init__(daemon=True)
        self.region, self.port, self.method, self.path, self.period = region, port, method, path, period
        self.connection = None
        self.runs, self.is_yes = [], False
        self.polls, self.longest_gap = 0, 0.0

    def run(self):
        enter(self.region.network)
        last = due = time.monotonic()
        while True:
            asked = time.time()
            is_yes = self.ask() == 200
            self.note(is_yes, asked, time.time())
            self.polls += 1
            self.longest_gap, last = max(self.longest_gap, time.monotonic() - last), time.monotonic()
            due = max(due + self.period, time.monotonic())
            time.sleep(max(0, due - time.monotonic()))

    def note(self, is_yes, asked, given):
        run = self.runs[-1] if self.is_yes else None
        if is_yes and run and asked - run.last_given < self.LONGEST_SILENCE:
            run.last_asked, run.last_given = asked, given
        elif is_yes:
            self.runs.append(Run(asked, given, asked, given))
        self.is_yes = is_yes

    def ask(self):
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.region.address, self.port, timeout=self.PATIENCE)
        try:
            self.connection.request(self.method, self.path)
            answer = self.connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return None


class OneWriterWatch:
    """Looks at both serving regions all the time: what each says of itself, and whether it takes orders."""

    def __init__(self, period=0.02):
        self.period = period
        self.statuses, self.counters = ([Probe(region, port, method, path, period) for region in SERVING]
                                        for port, method, path in ((STATUS_PORT, "GET", f"/active/{APPLICATION}"),
                                                                   (ORDER_PORT, "POST", "/order/question")))

    def start(self):
        for probe in self.probes:
            probe.start()

    @property
    def probes(self):
        return self.statuses + self.counters

    @property
    def active(self):
        """The regions that say they are active."""
        return [probe.region.name for probe in self.statuses if probe.is_yes]

    @property
    def open(self):
        """The regions that take orders."""
        return [probe.region.name for probe in self.counters if probe.is_yes]

    @property
    def polls(self):
        return min(probe.polls for probe in self.probes)

    @property
    def longest_gap(self):
        return max(probe.longest_gap for probe in self.probes)

    @property
    def violations(self):
        """Each pair of runs, in different regions, that were at the same time."""
        first, second = ([probe for probe in self.probes if probe.region is region] for region in SERVING)
        runs = [[(probe.region.name, probe.path, run) for probe in side for run in list(probe.runs)]
                for side in (first, second)]
        return [{"at": max(one[2].first_given, two[2].first_given), "one": one[:2], "other": two[:2]}
                for one, two in product(*runs) if one[2].was_with(two[2])]
