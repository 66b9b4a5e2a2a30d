"""What happens in the demo, and what is measured of it."""

import time

from world.customers import Customers, sparkline
from world.regions import APPLICATION, NAME, SERVING, other

# The goal of the failover: BIND gives the new answer so soon after the kill.
GOAL = 8.0
# How long a healed region is watched for writes that it must not take.
FENCED_FOR = 5.0


class Story:
    def __init__(self, world, say):
        self.say = say
        self.world = world
        self.customers = Customers()
        self.active = SERVING[0]
        self.dead = None
        self.outage_began = None

    # The acts

    def prepare(self):
        self.say("three regions, two name servers, two shops")
        self.world.build()
        self.say("certificates, one controller in eu-west-1, two agents in every region")
        self.world.start_cluster()
        self.say("the plan is applied, the DNS record adopted")
        self.world.apply_plan()
        self.world.watch(self.active)
        self.customers.start()
        time.sleep(2)
        self.say(f"all is well: {NAME} is {self.world.names.answer.addresses[0]} in {self.active.name}", "good")

    def fail(self):
        """Kills the active region and waits until its customers are served by the other one."""
        world, source, target = self.world, self.active, other(self.active)
        self.outage_began = killed = time.time()
        pids = world.cluster.kill_region(source)
        self.dead = source
        self.say(f"{source.name} dies: SIGKILL to its two agents and its shop ({', '.join(map(str, pids))})", "bad",
                 killed, killed)
        moments = {}

        def note(name, at, text, style=""):
            moments[name] = at
            self.say(text, style, killed, at)

        suspicion = world.wait("a suspicion", 15, lambda: next(
            (one for one in list(world.status.suspicions) if one[0] >= killed and one[1] == source.name), None))
        note("suspected", suspicion[0], f"{source.name} is suspected to be {suspicion[2]}")
        world.wait("the fence to close by itself", 10, lambda: not world.fence_is_open(source))
        note("fenced", time.time(),
             f"the fence of {source.name} has closed by itself: its lease has ended in the kernel")
        recorded, verdict = world.wait("the verdict", 20, lambda: world.journal.first(
            "failover.verdictTaken", killed, lambda one: one["region"] == source.name and one["verdict"] != "healthy"))
        proposed, _ = world.wait("a proposal", 10, lambda: world.journal.first("failover.proposalOpened", killed))
        # The journal may get the verdict a moment after the proposal that rests on it.
        note("verdict", min(recorded, proposed), f"{source.name} is {verdict['verdict']}:", "bad")
        for line in verdict["evidence"]:
            self.say(f"    {line}", "dim")
        note("proposed", proposed, f"proposal: {APPLICATION} from {source.name} to {target.name}")
        at, fields = world.wait("a new epoch", 20, lambda: world.journal.first("failover.epochCommitted", killed))
        note("epoch", at, f"epoch {fields['_0']['epoch'] + 1} is committed; every lease of {source.name} has ended")
        at, _ = world.wait("the activation", 10, lambda: world.journal.first("failover.epochActivated", killed))
        note("activated", at, f"/active turns 200 in {target.name}")
        at = world.wait("the new answer from BIND", 20, lambda: world.names.changed_to(target, killed))
        note("dns_changed", at, f"BIND answers {target.address}", "good")
        at, ended = world.wait("the runbook to end", 30, lambda: world.journal.first("execution.ended", killed))
        note("runbook_ended", at, f"the runbook has ended: {ended['outcome']}")
        at = world.wait("customers to be back", 30, lambda: self.customers_back(killed))
        note("customers_back", at, f"customers are served by {target.name}", "good")
        self.active = target
        self.show_ending(killed)
        facts = {f"{name}_ms": round((at - killed) * 1000) for name, at in moments.items()}
        return facts | {
            "source": source.name, "target": target.name, "verdict": verdict["verdict"],
            "evidence": verdict["evidence"], "explanation": self.explanation(source),
            "epoch": fields["_0"]["epoch"] + 1, "runbook": ended["outcome"], "dig": world.dig(),
            "success": self.success_since(killed),
        }

    def heal(self):
        """Starts the dead region again and sees that it stays fenced although it is well."""
        world, region, healed = self.world, self.dead, time.time()
        world.cluster.start_region(region)
        self.say(f"{region.name} is back: its agents and its shop run again", "good", healed)
        world.wait("its agents to be heard", 20, lambda: world.status.region(region.name).get("agentsHeard") == 2)
        world.wait("it to be healthy", 60, lambda: world.status.region(region.name).get("verdict") == "healthy")
        self.say(f"{region.name} is healthy; it is watched for {FENCED_FOR:.0f} s", "", healed)
        wrote, page = [], None
        end = time.time() + FENCED_FOR
        while time.time() < end:
            wrote += [name for name in (*world.writers.active, *world.writers.open) if name == region.name]
            page = self.customers.get(region.address)
            wrote += [region.name] if self.customers.order(region.address) else []
            time.sleep(0.05)
        stays = not wrote and not world.fence_is_open(region)
        self.say(f"{region.name} {'stays fenced: orders refused, /active 503, pages shown' if stays else 'WRITES'}",
                 "good" if stays else "bad", healed)
        self.dead = None
        return {
            "region": region.name, "healthy_ms": round((time.time() - FENCED_FOR - healed) * 1000),
            "stays_fenced": stays, "pages_served": page, "watched_ms": round(FENCED_FOR * 1000),
            "explanation": self.explanation(region),
        }

    def switch_over(self):
        """Moves the application, as planned, to the other region."""
        world, source, target = self.world, self.active, other(self.active)
        began = time.time()
        self.outage_began = began
        self.say(f"switchover from {source.name} to {target.name}", "", began)
        world.ask("switchover", APPLICATION, "--to", target.name, "--reason", "demo")
        committed, fields = world.wait("a new epoch", 20, lambda: world.journal.first("failover.epochCommitted", began))
        self.say(f"epoch {fields['_0']['epoch'] + 1} is committed", "", began, committed)
        changed = world.wait("the new answer from BIND", 20, lambda: world.names.changed_to(target, began))
        self.say(f"BIND answers {target.address}", "good", began, changed)
        back = world.wait("customers to be back", 30, lambda: self.customers_back(began))
        self.say(f"customers are served by {target.name}", "good", began, back)
        self.active = target
        self.show_ending(began)
        return {
            "source": source.name, "target": target.name, "epoch": fields["_0"]["epoch"] + 1,
            "epoch_ms": round((committed - began) * 1000), "dns_changed_ms": round((changed - began) * 1000),
            "customers_back_ms": round((back - began) * 1000), "success": self.success_since(began),
        }

    # Questions

    def customers_back(self, since):
        """Success again, and nothing but success for a second."""
        _, back = self.customers.outage(since)
        return back if back and time.time() - back > 1 else None

    def success_since(self, instant, before=1.0):
        begin = instant - before
        rates = self.customers.success(begin, time.time())
        asked = [rate for rate in rates if rate is not None]
        return {"bucket_ms": 100, "from_ms": round(-before * 1000), "rates": rates,
                "mean": round(sum(asked) / len(asked), 3) if asked else None}

    def explanation(self, region):
        judgements = self.world.ask("explain", region.name)["judgements"]
        return [{"verdict": one["state"].get("verdict"), "evidence": one["evidence"], "missing": one["missing"]}
                for one in judgements]

    def show_ending(self, began):
        for line in self.world.dig():
            self.say(f"    {line}", "dim")
        rates = self.success_since(began)["rates"]
        for start in range(0, len(rates), 100):
            self.say(f"    {sparkline(rates[start:start + 100])}", "spark")
