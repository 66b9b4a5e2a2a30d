"""The laboratory: the world's print shop on three real regions, far from each other, each with all that belongs there."""

import errno
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from etcd import Etcd
from wan import OFFICE, PLACES, Wan, place_named
from world import plans
from world.answer import DONE, expect
from world.apart import remove
from world.cluster import ALONE, PLAN, Seat
from world.dns import ask
from world.programs import Failure, run
from world.regions import EAST, NAME, PRIMARY, REGIONS, SECONDARY, WEST, WITNESS
from world.world import World
from world.writers import OneWriterWatch

# The primary stands outside every region that the name leads away from (DESIGN 3.4).
HOMES = {"primary": WITNESS, "secondary": WEST}
SEATS = [Seat("c1", EAST), Seat("c2", WEST), Seat("c3", WITNESS)]
POLL = 0.05
# As the units of deploy/systemd say.
CONTROLLER_RESTART, AGENT_RESTART = 1.0, 0.2
DISK = "8m"


@contextmanager
def temporary_lab(binaries):
    """A lab in a directory of its own, in the namespaces that this process was started in; nothing is left of it."""
    directory = Path(tempfile.mkdtemp(prefix="holdfast-lab-"))
    lab = Lab(binaries, directory)
    try:
        yield lab
    finally:
        lab.end()
        remove(directory)


class Lab(World):
    def __init__(self, binaries, directory, say=lambda text: None, controllers=len(SEATS)):
        """`say` is told what happens; a controller that is alone keeps its own store, three share an etcd."""
        self.wan = Wan()
        self.say = say
        self.has_etcd = controllers > 1
        super().__init__(binaries, directory, network=self.wan, homes=HOMES, seats=SEATS if self.has_etcd else ALONE,
                         store=self.store)
        self.etcd = Etcd(directory, self.units)
        self.writers = OneWriterWatch(POLL)
        self.began = time.time()
        self.first = self.cluster.seats[0]
        # The controllers whose disk is as small as `DISK`.
        self.small_disks = []

    @property
    def units(self):
        return self.cluster.units

    def store(self, seat):
        """What the controller's file says of the coordination store."""
        return self.etcd.settings(seat, SEATS) if self.has_etcd else {}

    # The beginning

    def build(self):
        self.say("three regions, a router, a relay")
        super().build()
        if self.has_etcd:
            self.say("etcd in every region")
            self.etcd.begin()

    def start_cluster(self, hooks={}):
        self.say(f"certificates; controllers {', '.join(seat.id for seat in self.cluster.seats)}; two agents a region")
        super().start_cluster(hooks)

    def begin(self, plan=PLAN, hooks={}, adopts=True, leader=SEATS[-1]):
        """Everything, until all is well in the home region; that controller leads."""
        self.first = leader
        super().begin(plan, hooks, adopts)

    def start_controllers(self):
        """Whoever is alone leads; the others follow."""
        for seat in self.cluster.seats:
            self.units.named(seat.id).restart_after = CONTROLLER_RESTART
        for agent in (agent for region in REGIONS for agent in region.agents):
            self.units.named(agent).restart_after = AGENT_RESTART
        self.units.supervise()
        for name in self.small_disks:
            run("mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", self.cluster.data_directory(name))
        self.cluster.start_controller(self.first.id)
        self.wait(f"{self.first.id} to lead", 20, lambda: self.leader == self.first.id)
        for seat in self.cluster.seats:
            if seat is not self.first:
                self.cluster.start_controller(seat.id)

    def open_shop(self, plan=plans.with_default_times(PLAN)):
        """All of it, until orders are taken in the home region."""
        self.build()
        self.start_cluster()
        self.say("the plan is applied, the DNS record adopted")
        self.apply_plan(plan)
        self.writers.start()
        self.say("the lease, and all regions to be healthy")
        self.wait("orders to be taken", 40, lambda: self.writers.open == [EAST.name])
        self.wait("the standby to be ready", 40, lambda: self.dry_run().code == DONE)

    # Faults

    def kill(self, region):
        """The region's power fails: its cable is dead first, so that nobody is told."""
        self.wan.cut(region)
        return self.units.kill_region(region)

    def revive(self, region):
        self.wan.join(region)
        self.units.start_missing(region)

    def fill_disk(self, controller):
        """Not one more byte fits there."""
        with open(self.cluster.data_directory(controller) / "ballast", "wb", buffering=0) as ballast:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while True:
                        ballast.write(bytes(size))
                except OSError as failure:
                    if failure.errno != errno.ENOSPC:
                        raise

    def heal(self):
        """Ends every fault: links as they were, paused programs go on, what does not run is started."""
        self.wan.heal()
        for unit in self.units:
            if unit.is_paused:
                self.units.resume(unit.name)
        for region in REGIONS:
            self.units.start_missing(region)

    # What comes of a fault

    def conclude(self):
        """What holds at the end of every story; whatever was killed may still be so."""
        self.expect_safe()
        self.cluster.check_alive()

    def wait_for_leader(self, besides=None, seconds=20):
        """The id of a leader that is not that one."""
        return self.wait("a leader", seconds, lambda: (leader := self.leader) != besides and leader)

    def expect_move(self, target, since, seconds=60):
        """The application moves to that region once, all of its runbook is done, and orders are taken there."""
        at = self.wait(f"the name to lead to {target.name}", seconds, lambda: self.names.changed_to(target, since))
        self.wait(f"orders to be taken in {target.name}", 20, lambda: self.writers.open == [target.name])
        ended = self.record("execution.ended", 30, since=since)
        expect(ended["outcome"] == "succeeded", f"the runbook is done: {ended}")
        moves = [one for one in self.journal.events if one[0] >= since and one[1] == "failover.epochCommitted"]
        expect(len(moves) == 1, f"the epoch has moved once: {moves}")
        expect(len([one for one in self.journal.events if one[0] >= since and one[1] == "execution.started"]) == 1,
               "one execution did it")
        return at

    def expect_nothing_moves(self, seconds, active=EAST):
        epoch = self.last_epoch()
        self.hold("nothing is moved", seconds, lambda: self.names.answer.addresses in ([], [active.address]))
        expect(self.last_epoch() == epoch, f"no epoch moves: {epoch} became {self.last_epoch()}")

    def last_epoch(self):
        """The application's epoch as far as the journal tells."""
        return 1 + len(self.journal.all("failover.epochCommitted"))

    def expect_fenced(self, region, seconds):
        """The region takes no orders, says that it is not active, and its packet filter lets nothing through."""
        # The filter is looked at now, the answers are those of a moment ago.
        self.wait("the answers to say so too", 2, lambda: not self.seems_to_write(region))
        self.hold(f"{region.name} stays fenced", seconds,
                  lambda: not self.fence_is_open(region) and not self.seems_to_write(region))

    def seems_to_write(self, region):
        return region.name in self.writers.open + self.writers.active

    # Questions

    @property
    def leader(self):
        """The id of the controller that says it leads, under the highest term if two do; None if nobody says so."""
        views = [(answer["term"], seat.id) for seat, answer in self.cluster.answers("status")
                 if answer.get("leader") == seat.id]
        return max(views)[1] if views else None

    def facts(self):
        """All that `status` tells."""
        return {
            "seconds": round(time.time() - self.began), "directory": str(self.directory),
            "regions": [self.region_facts(region) for region in REGIONS], "links": self.link_facts(),
            "loss_percent": self.wan.loss, "names": {server: ask(server, NAME).addresses for server in (PRIMARY, SECONDARY)},
            "violations": self.writers.violations, "relay": self.wan.report(), "cluster": self.cluster_facts(),
        }

    def cluster_facts(self):
        try:
            return self.ask("status")
        except Failure as failure:
            return {"error": str(failure).splitlines()[-1]}

    def region_facts(self, region):
        figures = self.etcd.figures(region) if self.has_etcd else {}
        leads = {None: None, 0: "follower", 1: "leader"}[figures.get("etcd_server_is_leader")]
        return {
            "region": region.name, "address": region.address, "has_etcd": self.has_etcd, "etcd": leads,
            "etcd_has_leader": figures.get("etcd_server_has_leader") == 1,
            "active": region.name in self.writers.active, "takes_orders": region.name in self.writers.open,
            "programs": {unit.name: unit.state for unit in self.units.of(region)},
        }

    def link_facts(self):
        return [{"between": pair, "round_trip_ms": milliseconds,
                 "cut": [f"{one} to {other}" for one, other in (pair, pair[::-1]) if (one, other) in self.wan.cuts]}
                for pair, milliseconds in self.wan.round_trips.items()]

    def networks(self):
        """The namespace of every place, for a shell in it."""
        return {"router": self.wan.router} | {place.name: place.network for place in PLACES if place is not OFFICE}

    @staticmethod
    def link(text):
        """Two places, from `us-east-1/us-west-2`."""
        names = text.split("/")
        if len(names) != 2 or names[0] == names[1]:
            raise Failure(f"{text} is not a link: write two places, such as us-east-1/us-west-2")
        return [place_named(name) for name in names]
