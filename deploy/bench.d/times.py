"""The times of a plan and of etcd that a failover is measured with."""

from dataclasses import dataclass
from typing import Callable

from world.cluster import PLAN
from world.plans import with_default_times, with_times


@dataclass
class Times:
    words: str
    plan: Callable
    # What the agents' own files promise.
    fence: str
    heartbeat: int
    election: int


TIMES = {
    "default": Times("the plan's defaults (ttl 5s, fence_timeout 2s), etcd with a heartbeat of 100 ms and an election of 1 s",
                     lambda: with_default_times(PLAN), "1s", 100, 1000),
    # Each is the least that `plan lint` takes without a word at a round trip of 100 ms.
    "fast": Times("ttl 900ms, fence_timeout 1s, reports and checks every 250 ms, confirm 900ms; etcd 50 ms and 500 ms",
                  lambda: with_times(PLAN, every="250ms", timeout="250ms", report="250ms", silence="750ms", confirm="900ms",
                                     recover="3s", ttl="900ms", fence="1s"), "1s", 50, 500),
}
