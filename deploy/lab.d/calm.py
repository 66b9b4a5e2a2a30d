"""What nobody feels: the fence of the active region stays open, orders are taken, no epoch moves, nobody is paged."""

import threading
import time

from world.answer import expect
from world.regions import EAST

PERIOD = 0.1
# A fence that has closed opens again within less than a second at times. But an answer may be late for so long on a busy machine.
LONGEST_SILENCE = 1.5


class Calm(threading.Thread):
    """Looks at the active region from now on."""

    def __init__(self, lab):
        super().__init__(daemon=True)
        self.lab, self.began, self.epoch = lab, time.time(), lab.last_epoch()
        self.closed, self.looks = [], 0
        self.is_over = threading.Event()
        self.start()

    def run(self):
        while not self.is_over.wait(PERIOD):
            # What was asked for may have come to nothing while the lab ends.
            if not self.lab.fence_is_open(EAST) and not self.is_over.is_set():
                self.closed.append(round(time.time() - self.began, 1))
            self.looks += 1

    @property
    def longest_silence(self):
        """The longest time without an order taken, in seconds, since it looks."""
        probe = next(one for one in self.lab.writers.counters if one.region is EAST)
        runs = [run for run in list(probe.runs) if run.last_given > self.began]
        gaps = [after.first_given - before.last_given for before, after in zip(runs, runs[1:])]
        return max([*gaps, time.time() - runs[-1].last_given] if runs else [time.time() - self.began])

    def expect(self, what):
        """So far."""
        expect(self.looks > 0 and not self.closed, f"the fence stays open while {what}: closed at {self.closed[:5]}")
        silence = self.longest_silence
        expect(silence < LONGEST_SILENCE, f"orders are taken while {what}: none for {silence:.1f} s")
        expect(self.lab.last_epoch() == self.epoch, f"no epoch moves while {what}")
        kinds = ("failover.proposalOpened", "incident.opened")
        told = [one for one in self.lab.journal.events if one[0] >= self.began and
                (one[1] in kinds or one[1] == "failover.verdictTaken" and one[2]["verdict"] != "healthy")]
        expect(not told, f"no failure is seen and nobody is paged while {what}: {told[:3]}")

    def end(self):
        self.is_over.set()
        self.join()
