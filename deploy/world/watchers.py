"""Those who look at the cluster all the time: from outside, at its name server, and through its own command."""

import json
import subprocess
import threading
import time
from datetime import datetime

from world.dns import NO_ANSWER, ask
from world.regions import APPLICATION, NAME, PRIMARY


class NameWatch(threading.Thread):
    """What the zone's primary answers, and when it changed."""

    def __init__(self):
        super().__init__(daemon=True)
        self.answer = NO_ANSWER
        self.changes = []

    def run(self):
        while True:
            answer = ask(PRIMARY, NAME)
            if answer.addresses != self.answer.addresses:
                self.changes.append((time.time(), answer.addresses))
            self.answer = answer
            time.sleep(0.025)

    def changed_to(self, region, since):
        """When the name first led to the region after an instant; None if it has not."""
        return next((at for at, addresses in self.changes if at >= since and addresses == [region.address]), None)


class StatusWatch(threading.Thread):
    """`holdfast status`, over and over."""

    def __init__(self, cluster):
        super().__init__(daemon=True)
        self.cluster = cluster
        self.application = None
        self.suspicions = []

    def run(self):
        while True:
            _, answer = next(self.cluster.answers("status"), (None, {"applications": []}))
            for one in answer["applications"]:
                if one["application"] == APPLICATION:
                    self.take(one)
            time.sleep(0.2)

    def take(self, application):
        self.application = application
        for region in application["regions"]:
            if region.get("suspected") not in (None, "healthy"):
                self.suspicions.append((time.time(), region["region"], region["suspected"]))

    @property
    def epoch(self):
        return self.application["epoch"] if self.application else None

    def region(self, name):
        regions = self.application["regions"] if self.application else []
        return next((one for one in regions if one["region"] == name), {})


class JournalWatch:
    """The journal as it grows, as every controller tells it from inside its own region: no cut hides it."""

    def __init__(self, cluster):
        self.cluster = cluster
        self.records = {}
        # Positions that two controllers tell differently.
        self.conflicts = []
        self.is_over = threading.Event()
        # Which life of the control plane it is: after a restore, positions are given out again.
        self.life = 0
        self.programs = {}

    def start(self):
        for seat in self.cluster.seats:
            threading.Thread(target=self.follow, args=[seat], daemon=True).start()

    def follow(self, seat):
        """Begins anew when the controller cannot tell it for a while."""
        while True:
            life, program = self.life, self.cluster.journal(seat)
            self.programs[seat.id] = program
            for line in program.process.stdout:
                # What is not a record is a complaint in many lines.
                if line.startswith('{"') and life == self.life:
                    self.take(json.loads(line), seat)
            program.kill()
            if self.is_over.wait(0.5):
                return

    def take(self, record, seat):
        (subject, event), = record["event"].items()
        (kind, fields), = event.items()
        at = datetime.fromisoformat(record["at"].replace("Z", "+00:00")).timestamp()
        told = (at, f"{subject}.{kind}", fields)
        if self.records.setdefault(int(record["position"]), told) != told:
            self.conflicts.append((record["position"], seat.id))

    def begin_anew(self):
        """Forgets all, while no controller runs: what follows is the journal that was restored."""
        self.life += 1
        self.records, self.conflicts = {}, []
        for program in list(self.programs.values()):
            program.kill()

    @property
    def events(self):
        """(when, kind, fields), in the journal's order."""
        return [self.records[position] for position in sorted(list(self.records))]

    def tail(self, count=12):
        """The last events, one a line, for whoever looks for what went wrong."""
        lines = [f"{datetime.fromtimestamp(at).isoformat(timespec='milliseconds')} {kind} {json.dumps(fields)[:200]}"
                 for at, kind, fields in self.events[-count:]]
        return "\n".join(["; the journal's last events:", *lines])

    def all(self, kind, matches=lambda fields: True):
        return [fields for _, one, fields in self.events if one == kind and matches(fields)]

    def first(self, kind, since, matches=lambda fields: True):
        """When an event of this kind came first after an instant, with its fields; None if it has not."""
        return next(((at, fields) for at, one, fields in self.events
                     if one == kind and at >= since and matches(fields)), None)


class Follower(threading.Thread):
    """`holdfast executions follow`, as its lines come."""

    def __init__(self, cluster, execution):
        super().__init__(daemon=True)
        command = cluster.tool.command("executions", "follow", execution)
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines = []
        self.start()

    def run(self):
        for line in self.process.stdout:
            self.lines.append(line)

    def saw(self, text):
        return any(text in line for line in list(self.lines))

    @property
    def code(self):
        """How it ended; None while it runs."""
        return self.process.poll()
