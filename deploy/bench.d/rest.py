"""What each controller and each member of etcd uses while nothing happens."""

import json
import os
import sys
import time
from pathlib import Path

import alone
from lab import SEATS
from world.cluster import PLAN
from world.plans import with_default_times
from world.programs import Program
from world.regions import REGIONS

HERE = Path(__file__).parent
SETTLING = 10
TICKS = os.sysconf("SC_CLK_TCK")
# What the members agree on: every write goes through it, and so does the renewal of a lease of etcd.
WRITES = "etcd_server_proposals_committed_total"


def add_crowd(lab, agents):
    """So many agents in all, with those that the lab has."""
    more = agents - sum(len(region.agents) for region in REGIONS)
    for place, region in enumerate(REGIONS):
        names = [f"crowd-{number}" for number in range(place, more, len(REGIONS))]
        for name in names:
            lab.cluster.authority.issue("agent", region.name, name)
        files = [{"name": name} | lab.cluster.authority.files(name) for name in names]
        for one in files:
            del one["revocation_list"]
        file = lab.directory / f"crowd-{region.name}.json"
        file.write_text(json.dumps(files))
        command = [sys.executable, "-B", HERE / "crowd.py", "--agents", file]
        for address in lab.cluster.addresses:
            command += ["--controller", address]
        Program(command, lab.units.logs / f"crowd-{region.name}.log", lab.directory, region.network)


class Usage:
    """What a program has used until now."""

    def __init__(self, unit):
        process = Path("/proc") / str(unit.program.process.pid)
        fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
        self.processor_seconds = (int(fields[11]) + int(fields[12])) / TICKS
        rows = (line.split() for line in (process / "smaps_rollup").read_text().splitlines()[1:])
        sizes = {row[0].rstrip(":"): int(row[1]) for row in rows}
        self.resident, self.anonymous = sizes["Rss"] / 1024, sizes["Anonymous"] / 1024

    def since(self, before, seconds):
        return {"processor_percent": round(100 * (self.processor_seconds - before.processor_seconds) / seconds, 2),
                "resident_mb": round(self.resident, 1), "anonymous_mb": round(self.anonymous, 1)}


def measure(lab, agents, seconds):
    lab.open_shop(with_default_times(PLAN))
    add_crowd(lab, agents)
    lab.wait("all agents to be connected", 120, lambda: lab.connected() == agents)
    time.sleep(SETTLING)
    watched = [lab.units.named(name) for name in [seat.id for seat in SEATS] + [lab.etcd.name(one) for one in REGIONS]]
    begin, before = time.monotonic(), {unit.name: Usage(unit) for unit in watched}
    writes = lab.etcd.figures(REGIONS[0])[WRITES]
    time.sleep(seconds)
    passed = time.monotonic() - begin
    written = lab.etcd.figures(REGIONS[0])[WRITES] - writes
    programs = {unit.name: Usage(unit).since(before[unit.name], passed) for unit in watched}
    lab.wait("all agents to be connected still", 20, lambda: lab.connected() == agents)
    return {"agents": agents, "seconds": round(passed, 1), "leader": lab.wait_for_leader(), "programs": programs,
            "etcd_writes_a_second": round(written / passed, 2)}


def main():
    options = alone.options()
    options.add_argument("--agents", type=int, required=True)
    options.add_argument("--seconds", type=int, required=True)
    chosen = options.parse_args()
    return alone.tell(chosen.binaries, lambda lab: measure(lab, chosen.agents, chosen.seconds))


if __name__ == "__main__":
    sys.exit(main())
