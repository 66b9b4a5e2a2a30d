"""The long way between the regions: takes packets from a TUN device, keeps each for the delay of its link, gives it back.

The router sends everything that comes from a region into the device, and everything that comes out of it to where it
belongs. The delays are read from a file, at the start and at SIGHUP; SIGUSR1 writes what was measured to another one.
Order within a link is kept, even when its delay becomes smaller.
"""

import argparse
import fcntl
import heapq
import json
import os
import select
import signal
import socket
import struct
import time
from pathlib import Path

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
# Above every packet that the device hands over; the bound of what is kept is that of the senders' windows, and this.
LONGEST_PACKET, MOST_KEPT = 65_535, 50_000
# A batch is bounded, so that a flood of packets delays those that are due by little.
BATCH = 64


class Relay:
    def __init__(self, device, links, report):
        self.device = open_device(device)
        self.links_file, self.report_file = links, report
        self.delays = {}
        self.kept, self.number, self.last_due = [], 0, {}
        self.passed = self.refused = 0
        self.lateness, self.latest = 0.0, 0.0
        self.read_links()

    def read_links(self, *_):
        """Which blocks of 128 addresses are how far apart, in seconds one way."""
        self.delays = {(block(one), block(two)): delay for one, two, delay in json.loads(self.links_file.read_text())}

    def write_report(self, *_):
        spent = time.process_time()
        report = {
            "packets": self.passed, "refused": self.refused, "kept": len(self.kept), "cpu_seconds": round(spent, 3),
            "mean_late_ms": round(1000 * self.lateness / max(1, self.passed), 3), "most_late_ms": round(1000 * self.latest, 3),
        }
        aside = self.report_file.with_suffix(".new")
        aside.write_text(json.dumps(report))
        aside.rename(self.report_file)
        self.latest = 0.0

    def run(self):
        device, kept, clock = self.device, self.kept, time.monotonic
        while True:
            wait = max(0.0, kept[0][0] - clock()) if kept else None
            if select.select([device], [], [], wait)[0]:
                self.take()
            now = clock()
            while kept and kept[0][0] <= now:
                self.give(heapq.heappop(kept), now)

    def take(self):
        for _ in range(BATCH):
            try:
                packet = os.read(self.device, LONGEST_PACKET)
            except BlockingIOError:
                return
            link = struct.unpack_from(">II", packet, 12) if packet[0] >> 4 == 4 else (0, 0)
            link = (link[0] >> 7, link[1] >> 7)
            delay = self.delays.get(link)
            if delay is None or len(self.kept) >= MOST_KEPT:
                self.refused += 1
                continue
            due = self.last_due[link] = max(time.monotonic() + delay, self.last_due.get(link, 0.0))
            self.number += 1
            heapq.heappush(self.kept, (due, self.number, packet))

    def give(self, entry, now):
        due, _, packet = entry
        try:
            os.write(self.device, packet)
        except OSError:
            # The router is full or gone: a packet is lost, as on any network.
            self.refused += 1
            return
        self.passed += 1
        self.lateness += now - due
        self.latest = max(self.latest, now - due)


def block(address):
    return struct.unpack(">I", socket.inet_aton(address))[0] >> 7


def open_device(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    return device


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--device", required=True)
    options.add_argument("--links", type=Path, required=True, help="JSON: [[address, address, seconds], …]")
    options.add_argument("--report", type=Path, required=True)
    chosen = options.parse_args()
    # It needs little of a processor, but at once: a packet that waits for others' work would be a longer way.
    os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(os.sched_get_priority_min(os.SCHED_RR)))
    relay = Relay(chosen.device, chosen.links, chosen.report)
    signal.signal(signal.SIGHUP, relay.read_links)
    signal.signal(signal.SIGUSR1, relay.write_report)
    relay.run()


if __name__ == "__main__":
    main()
