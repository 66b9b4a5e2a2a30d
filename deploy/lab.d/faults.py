"""Random faults of a lab, each with its end, all drawn from a seed."""

from dataclasses import dataclass
from typing import Callable

from wan import ROUND_TRIPS, place_named
from world.regions import APPLICATION, REGIONS

# How long a fault lasts, in seconds.
SHORTEST, LONGEST = 2.0, 25.0


@dataclass
class Fault:
    name: str
    begin: Callable
    end: Callable
    seconds: float


class Faults:
    """What may happen next; it is the same for equal seeds as far as the lab takes the same way."""

    def __init__(self, lab, chance):
        self.lab, self.chance = lab, chance

    def next(self):
        kind = self.chance.choice([self.region_dies, self.region_cut, self.link_cut, self.program_killed,
                                   self.program_paused, self.link_slow, self.packets_lost, self.switchover])
        return kind(self.chance.uniform(SHORTEST, LONGEST))

    def region_dies(self, seconds):
        region = self.chance.choice(REGIONS)
        return Fault(f"{region.name} dies", lambda: self.lab.kill(region),
                     lambda: self.lab.revive(region), seconds)

    def region_cut(self, seconds):
        region, is_one_way = self.chance.choice(REGIONS), self.chance.random() < 0.3
        words = "sends in vain" if is_one_way else "is cut off"
        return Fault(f"{region.name} {words}", lambda: self.lab.wan.cut(region, is_one_way=is_one_way),
                     self.lab.wan.join, seconds)

    def link_cut(self, seconds):
        one, other = self.chance.sample(REGIONS, 2)
        is_one_way = self.chance.random() < 0.5
        words = "reaches" if is_one_way else "and"
        return Fault(f"the way is cut: {one.name} {words} {other.name}",
                     lambda: self.lab.wan.cut(one, other, is_one_way), self.lab.wan.join, seconds)

    def program_killed(self, seconds):
        unit = self.chance.choice(sorted(self.lab.units, key=lambda unit: unit.name))
        return Fault(f"{unit.name} is killed", lambda: self.lab.units.kill(unit.name),
                     lambda: self.lab.units.start_missing(unit.region), seconds)

    def program_paused(self, seconds):
        # A guardian that is stopped by its own host is not covered (DESIGN 3.1): its fence closes by itself all the same.
        unit = self.chance.choice(sorted(self.lab.units, key=lambda unit: unit.name))
        return Fault(f"{unit.name} is stopped", lambda: self.lab.units.pause(unit.name),
                     lambda: self.lab.units.resume(unit.name), seconds)

    def link_slow(self, seconds):
        pair = self.chance.choice(sorted(ROUND_TRIPS))
        places, slowness = [place_named(name) for name in pair], self.chance.choice([200, 400, 900])
        return Fault(f"{'/'.join(pair)} takes {slowness} ms", lambda: self.lab.wan.slow(*places, slowness),
                     lambda: self.lab.wan.slow(*places, ROUND_TRIPS[pair]), seconds)

    def packets_lost(self, seconds):
        percent = self.chance.choice([1, 5, 20])
        return Fault(f"{percent} % of all packets are lost", lambda: self.lab.wan.drop(percent),
                     lambda: self.lab.wan.drop(0), seconds)

    def switchover(self, seconds):
        return Fault("somebody orders a switchover", lambda: self.lab.order("switchover", APPLICATION, "--no-follow"),
                     lambda: None, min(seconds, 5.0))
