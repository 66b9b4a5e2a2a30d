"""One failover: the seconds from the kill."""

import sys
import time
from itertools import combinations

import alone
from lab import SEATS
from times import TIMES
from world.regions import EAST, REGIONS, WEST

ROUND_TRIP = 80


def measure(lab, times):
    lab.etcd.heartbeat, lab.etcd.election = times.heartbeat, times.election
    for one, other in combinations(REGIONS, 2):
        lab.wan.round_trips[lab.wan.link(one, other)] = ROUND_TRIP
    lab.cluster.fence_timeout = times.fence
    lab.begin(times.plan(), leader=SEATS[0])
    killed = time.time()
    lab.kill(EAST)
    dns = lab.expect_move(WEST, killed)
    moments = {"leader": "controllers.leaderElected", "verdict": "failover.verdictTaken", "epoch": "failover.epochCommitted"}
    instants = {name: lab.journal.first(kind, killed)[0] for name, kind in moments.items()}
    # The journal may get the verdict a moment after the proposal that rests on it.
    instants["verdict"] = min(instants["verdict"], lab.journal.first("failover.proposalOpened", killed)[0])
    orders = next(probe.runs[-1].first_given for probe in lab.writers.counters if probe.region is WEST)
    return {name: round(at - killed, 3) for name, at in (instants | {"dns": dns, "orders": orders}).items()}


def main():
    options = alone.options()
    options.add_argument("--times", choices=list(TIMES), required=True)
    chosen = options.parse_args()
    return alone.tell(chosen.binaries, lambda lab: measure(lab, TIMES[chosen.times]))


if __name__ == "__main__":
    sys.exit(main())
