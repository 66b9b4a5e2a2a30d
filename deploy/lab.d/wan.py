"""The network between the regions: each a namespace, joined by a router that takes as long as the real way would."""

import json
import signal
import sys
import time
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from world.network import add_namespace, give_addresses, inside
from world.programs import Failure, Program, run
from world.regions import EAST, PRIMARY, REGIONS, SECONDARY, WEST, WITNESS

HERE = Path(__file__).parent
DEVICE, TABLE = "wan", "100"


@dataclass
class Office:
    """Where people and customers sit: outside every region. It is the namespace that the lab was started in."""

    name: str = "office"
    address: str = "203.0.113.130"
    network: str = ""


OFFICE = Office()
PLACES = [*REGIONS, OFFICE]
# The blocks of addresses of each place (RFC 5737), and what else lives there.
BLOCKS = {EAST.name: "192.0.2.0/24", WEST.name: "198.51.100.0/24", WITNESS.name: "203.0.113.0/25",
          OFFICE.name: "203.0.113.128/25"}
GATEWAYS = {EAST.name: "192.0.2.1/24", WEST.name: "198.51.100.1/24", WITNESS.name: "203.0.113.1/25",
            OFFICE.name: "203.0.113.129/25"}
MORE_ADDRESSES = {WITNESS.name: [PRIMARY], WEST.name: [SECONDARY]}
# Round trips in milliseconds, as they are between such regions.
ROUND_TRIPS = {(EAST.name, WEST.name): 62, (EAST.name, WITNESS.name): 80, (WEST.name, WITNESS.name): 140,
               (OFFICE.name, EAST.name): 90, (OFFICE.name, WEST.name): 150, (OFFICE.name, WITNESS.name): 30}


def place_named(name):
    found = next((place for place in PLACES if place.name == name), None)
    if not found:
        raise Failure(f"there is no place {name}; there are {', '.join(place.name for place in PLACES)}")
    return found


class Wan:
    """The router and its relay, and what is wrong with them just now."""

    def __init__(self):
        self.directory = None
        self.router = ""
        self.relay = None
        self.round_trips = dict(ROUND_TRIPS)
        self.cuts = set()
        self.loss = 0.0

    # The beginning and the end

    def build(self, directory):
        self.directory = directory
        (directory / "networks").mkdir()
        self.router = add_namespace(directory, "router")
        self.in_router("sysctl", "-qw", "net.ipv4.ip_forward=1")
        for region in REGIONS:
            region.network = add_namespace(directory, region.name)
        for place in PLACES:
            self.plug_in(place)
        self.start_relay()
        self.write_rules()

    def plug_in(self, place):
        """A cable from the place to the router, which sends what comes out of it the long way."""
        run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", place.name, "netns", self.router)
        if place.network:
            run("ip", "link", "set", "eth0", "netns", place.network)
        length = BLOCKS[place.name].split("/")[1]
        gateway = GATEWAYS[place.name].split("/")[0]
        more = [f"{address}/32" for address in MORE_ADDRESSES.get(place.name, [])]
        give_addresses(place, [f"{place.address}/{length}", *more])
        inside(place, "ip", "route", "add", "default", "via", gateway, "src", place.address)
        self.in_router("ip", "address", "add", GATEWAYS[place.name], "dev", place.name)
        self.in_router("ip", "link", "set", place.name, "up")
        self.in_router("ip", "rule", "add", "iif", place.name, "lookup", TABLE)

    def start_relay(self):
        links, report = self.directory / "relay.links", self.directory / "relay.report"
        self.write_links()
        self.relay = Program(
            [sys.executable, "-B", HERE / "relay.py", "--device", DEVICE, "--links", links, "--report", report],
            self.directory / "logs" / "relay.log", self.directory, self.router)
        self.until(lambda: DEVICE in self.in_router("ip", "-brief", "link"), "the relay has no device")
        self.in_router("ip", "link", "set", "lo", "up")
        self.in_router("ip", "link", "set", DEVICE, "up", "txqueuelen", "10000")
        self.in_router("ip", "route", "add", "default", "dev", DEVICE, "table", TABLE)

    def in_router(self, *command, input=None):
        return run("nsenter", f"--net={self.router}", *command, input=input)

    def until(self, question, complaint, seconds=10):
        end = time.monotonic() + seconds
        while not question():
            if time.monotonic() > end or not self.relay.is_running:
                raise Failure(f"{complaint}: {self.relay.last_words()}")
            time.sleep(0.02)

    # Faults

    def cut(self, source, target=None, is_one_way=False):
        """Nothing gets from one place to another any more (without a target: to any other), nor back."""
        for other in [target] if target else [place for place in PLACES if place is not source]:
            self.cuts.add((source.name, other.name))
            if not is_one_way:
                self.cuts.add((other.name, source.name))
        self.write_rules()

    def join(self, place=None):
        """Ends the cuts of a place; of all places if none is named."""
        self.cuts = {cut for cut in self.cuts if place and place.name not in cut}
        self.write_rules()

    def drop(self, percent):
        """Loses so many of a hundred packets, by chance."""
        self.loss = percent
        self.write_rules()

    def slow(self, one, other, milliseconds):
        """Sets the round trip between two places."""
        self.round_trips[self.link(one, other)] = milliseconds
        self.write_links()
        self.relay.process.send_signal(signal.SIGHUP)

    def heal(self):
        self.cuts, self.loss, self.round_trips = set(), 0.0, dict(ROUND_TRIPS)
        self.write_rules()
        self.write_links()
        self.relay.process.send_signal(signal.SIGHUP)

    def link(self, one, other):
        pair = (one.name, other.name)
        return pair if pair in self.round_trips else (other.name, one.name)

    def write_links(self):
        file = self.directory / "relay.links"
        lines = [[one.address, other.address, self.round_trips[self.link(one, other)] / 2000]
                 for one, other in permutations(PLACES, 2)]
        aside = file.with_suffix(".new")
        aside.write_text(json.dumps(lines))
        aside.rename(file)

    def write_rules(self):
        """The packet filter of the router, all at once: what comes from a place is dropped before it is sent away."""
        rules = [f"iifname {source} ip daddr {BLOCKS[target]} drop" for source, target in sorted(self.cuts)]
        if self.loss:
            rules.append(f"iifname {DEVICE} numgen random mod 10000 < {round(self.loss * 100)} drop")
        lines = ["add table ip faults", "delete table ip faults", "add table ip faults",
                 "add chain ip faults forward { type filter hook forward priority 0; }",
                 *(f"add rule ip faults forward {rule}" for rule in rules)]
        self.in_router("nft", "-f", "-", input="\n".join(lines) + "\n")

    # Questions

    def report(self):
        """What the relay has measured: packets, how late they were, its CPU seconds."""
        file = self.directory / "relay.report"
        file.unlink(missing_ok=True)
        self.relay.process.send_signal(signal.SIGUSR1)
        self.until(file.exists, "the relay does not answer")
        return json.loads(file.read_text())

    def leave(self):
        """Lets go of the namespaces, so that the directory can be removed."""
        for place in (self.router, *(region.network for region in REGIONS)):
            if place:
                run("umount", place)
        self.router = ""
        for region in REGIONS:
            region.network = ""
