"""The whole world: the network, the name servers, the cluster, and those who watch it."""

import time

from world import nameserver, network
from world.answer import DONE, expect
from world.cluster import PLAN, Cluster
from world.network import inside, use_own_name_server
from world.programs import Failure, Program, run
from world.regions import APPLICATION, EAST, GROUP, NAME, PRIMARY, REGIONS, TOKEN_NAME
from world.watchers import Follower, JournalWatch, NameWatch, StatusWatch
from world.writers import OneWriterWatch


class World:
    """`network` joins the regions, and `homes` says where the name servers stand."""

    def __init__(self, binaries, directory, network=network, homes=nameserver.OUTSIDE, **cluster):
        self.directory = directory
        self.network, self.homes = network, homes
        self.cluster = Cluster(binaries, directory, **cluster)
        self.writers, self.names = OneWriterWatch(), NameWatch()
        self.status, self.journal = StatusWatch(self.cluster), JournalWatch(self.cluster)

    # The beginning and the end

    def build(self):
        self.network.build(self.directory)
        use_own_name_server(self.directory)
        nameserver.start(self.directory, self.cluster.units, self.homes)

    def start_cluster(self, hooks={}):
        self.cluster.make_files(hooks)
        self.start_controllers()
        for region in REGIONS:
            self.cluster.start_region(region)
        self.wait("all agents to be connected", 20, lambda: self.connected() == sum(len(one.agents) for one in REGIONS))

    def start_controllers(self):
        for seat in self.cluster.seats:
            self.cluster.start_controller(seat.id)

    def apply_plan(self, text=PLAN, adopts=True):
        self.order("plan", "apply", self.cluster.plan_file(text), reason="first").must_be(DONE)
        if adopts:
            self.order("dns", "adopt", APPLICATION, GROUP, reason="first").must_be(DONE)

    def watch(self, active):
        """Begins to watch, and waits until all is well with the application in that region."""
        for watch in (self.writers, self.names, self.status, self.journal):
            watch.start()
        self.wait("all regions to be healthy", 40, lambda: self.is_well(active))

    def begin(self, plan=PLAN, hooks={}, adopts=True):
        """Everything, until all is well in the home region."""
        self.build()
        self.start_cluster(hooks)
        self.apply_plan(plan, adopts)
        self.watch_until_ready()

    def watch_until_ready(self):
        self.watch(EAST)
        self.wait("the standby to be ready", 20, lambda: self.dry_run().code == DONE)

    def conclude(self):
        """What holds at the end of every story: there was one writer at any time, and the journal is whole."""
        self.expect_safe()
        self.cluster.check_alive()
        for seat in self.cluster.seats:
            code = self.cluster.program(seat.id).stop()
            expect(code == 0, f"{seat.id} stops with 0, not {code}, when it is asked to")
        self.cluster.offline_journal("verify").must_be(DONE)

    def expect_safe(self):
        """What holds at any time: one writer, and one journal."""
        watch = self.writers
        expect(watch.polls > 0 and not watch.violations, f"only one region writes: {watch.violations[:3]}")
        expect(not self.journal.conflicts, f"all controllers tell one journal: {self.journal.conflicts[:3]}")

    def end(self):
        self.journal.is_over.set()
        self.cluster.units.is_over.set()
        Program.end_all()
        self.network.leave()

    # Orders and questions

    def order(self, *arguments, reason="a scenario"):
        """A command that needs a reason."""
        return self.operate(*arguments, "--reason", reason, "--output", "json")

    def operate(self, *arguments):
        """A command, whatever comes of it."""
        return self.cluster.tool.operate(*arguments)

    def ask(self, *arguments):
        """What a question is answered, as JSON."""
        return self.cluster.tool.ask(*arguments)

    def dry_run(self):
        return self.order("switchover", APPLICATION, "--dry-run")

    def application(self):
        """The application as `holdfast status` shows it now."""
        return self.ask("status")["applications"][0]

    def execution(self, name):
        return self.ask("executions", "show", name)

    def step(self, execution, name):
        return next(step for step in self.execution(execution)["steps"] if step["id"] == name)

    def follow(self, execution):
        """Begins `holdfast executions follow`."""
        return Follower(self.cluster, execution)

    def record(self, kind, seconds=15, since=0.0, matches=lambda fields: True):
        """Waits for a record of the journal; returns its fields."""
        return self.wait(f"{kind} in the journal", seconds, lambda: self.journal.first(kind, since, matches))[1]

    def is_well(self, active):
        regions = [self.status.region(one.name) for one in REGIONS]
        return (all(one.get("verdict") == "healthy" for one in regions) and self.writers.active == [active.name]
                and self.writers.open == [active.name])

    def connected(self):
        """How many agents every controller hears."""
        counts = [sum(1 for one in agents if one["isConnected"]) for _, agents in self.cluster.answers("agents")]
        return min(counts) if len(counts) == len(self.cluster.seats) else 0

    def fence_is_open(self, region):
        """Whether the kernel's set holds the permission to reach the port of the orders."""
        return "elements" in inside(region, "nft", "list", "set", "inet", f"holdfast_{APPLICATION}", "lease")

    def dig(self):
        records = ((NAME, "A"), (TOKEN_NAME, "TXT"))
        lines = [run("dig", f"@{PRIMARY}", "+noall", "+answer", *record).strip() for record in records]
        return [" ".join(line.split()) for line in lines if line]

    def journal_length(self):
        """How many records the journal has now."""
        return self.ask("journal", "tail", "-n", "1")[-1]["position"]

    def token(self):
        """The fencing token beside the record, as the zone's primary has it."""
        return run("dig", f"@{PRIMARY}", "+short", TOKEN_NAME, "TXT").strip().strip('"')

    def hold(self, what, seconds, question):
        """Fails as soon as the question is not answered with yes, for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            expect(question(), what)
            self.cluster.check_alive()
            time.sleep(0.02)

    def wait(self, what, seconds, question):
        """What the question answers as soon as it answers anything; a failure if that takes too long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            answer = question()
            if answer:
                return answer
            self.cluster.check_alive()
            time.sleep(0.02)
        programs = [self.cluster.program(seat.id) for seat in self.cluster.seats]
        words = [f"; the last words of {one.name}:\n{one.last_words()}" for one in programs if one]
        raise Failure(f"waited {seconds} s in vain for {what}{self.journal.tail()}{''.join(words)}")
