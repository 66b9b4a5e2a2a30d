"""The lab under random faults for as long as one likes; deploy/lab soak starts it in namespaces of its own."""

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

from faults import Faults
from lab import temporary_lab
from orders import Orders
from world.answer import expect
from world.cluster import PLAN
from world.plans import changed
from world.programs import Failure
from world.regions import SERVING

# Between two faults, and how often two come at once.
QUIET, AT_ONCE = (1.0, 12.0), 0.25
# After so many faults all of them end, and all must become well within so many seconds.
ROUND, RECOVERY, CALM = 6, 120, 3
COOL_DOWN = "20s"


class Soak:
    def __init__(self, lab, seed):
        self.lab, self.chance = lab, random.Random(seed)
        self.faults = Faults(lab, self.chance)
        self.orders = Orders(lab.directory)
        self.began = time.time()
        self.count = 0

    def say(self, text):
        print(f"{time.time() - self.began:+9.1f} s  {text}", flush=True)

    def run(self, minutes):
        self.lab.begin(changed(PLAN, "  recover: 5s\n", f"  recover: 5s\n  cool_down: {COOL_DOWN}\n"))
        self.orders.start()
        self.began = time.time()
        while time.time() < self.began + 60 * minutes:
            for _ in range(ROUND):
                self.trouble()
            self.recover()

    def trouble(self):
        chosen = [self.faults.next()] + ([self.faults.next()] if self.chance.random() < AT_ONCE else [])
        for fault in chosen:
            self.attempt(fault.name, fault.begin)
        for fault in sorted(chosen, key=lambda fault: fault.seconds):
            self.sleep(fault.seconds / len(chosen))
            self.attempt(None, fault.end)
        self.count += len(chosen)
        self.sleep(self.chance.uniform(*QUIET))

    def attempt(self, name, act):
        """Two faults may be in each other's way: what is dead cannot be stopped."""
        if name:
            self.say(name)
        try:
            act()
        except Failure as failure:
            self.say(f"  {failure}")

    def sleep(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.lab.expect_safe()
            time.sleep(0.1)

    def recover(self):
        """Everything is whole again: so must the cluster be."""
        lab, begin = self.lab, time.time()
        lab.heal()
        lab.wait("orders to be taken in one region", RECOVERY, lambda: len(lab.writers.open) == 1)
        lab.wait("all regions to be healthy", RECOVERY, lambda: any(lab.is_well(region) for region in SERVING))
        active = next(region for region in SERVING if region.name in lab.writers.open)
        lab.wait("the name to lead there", RECOVERY, lambda: lab.names.answer.addresses == [active.address])
        lab.hold("it stays well", CALM, lambda: lab.writers.open == [active.name])
        lab.expect_safe()
        self.say(f"all is well in {active.name} after {time.time() - begin:.1f} s, epoch {lab.last_epoch()}, "
                 f"{len(self.orders.confirmed)} orders")

    def conclude(self):
        """Every order that was confirmed is there, once."""
        self.orders.stop()
        self.lab.expect_safe()
        missing, doubled = self.orders.check()
        expect(not missing, f"every confirmed order is on disk: {missing[:5]}")
        expect(not doubled, f"none is there twice: {doubled[:5]}")
        epochs = [fields["_0"]["epoch"] for _, kind, fields in self.lab.journal.events if kind == "failover.epochCommitted"]
        expect(epochs == sorted(set(epochs)), f"epochs only grow: {epochs}")
        return {"faults": self.count, "moves": len(epochs), "orders": len(self.orders.confirmed),
                "refused": self.orders.refused, "endings": [(name, words) for _, name, words in self.lab.units.endings], "polls": self.lab.writers.polls, "relay": self.lab.wan.report()}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--binaries", required=True)
    options.add_argument("--minutes", type=float, required=True)
    options.add_argument("--seed", type=int, required=True)
    chosen = options.parse_args()
    with temporary_lab(chosen.binaries) as lab:
        return soak(lab, chosen.minutes, chosen.seed)


def soak(lab, minutes, seed):
    one = Soak(lab, seed)
    try:
        one.run(minutes)
        print(json.dumps({"ok": True, "seed": seed} | one.conclude()))
        return 0
    except Exception as failure:
        print(json.dumps({"ok": False, "seed": seed, "reason": str(failure)}))
        if not isinstance(failure, Failure):
            traceback.print_exc()
        kept = Path(tempfile.mkdtemp(prefix="holdfast-soak-logs-"))
        shutil.copytree(lab.units.logs, kept, dirs_exist_ok=True)
        print(f"deploy/lab: the seed was {seed}; the logs are in {kept}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
