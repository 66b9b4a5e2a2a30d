"""A customer who keeps looking at the shop by its name and keeps ordering."""

import http.client
import threading
import time

from world.dns import ask
from world.regions import NAME, ORDER_PORT, PAGE_PORT, PRIMARY, SECONDARY

BUCKET = 0.1
PAUSE = 0.02
PATIENCE = 1.0
BARS = "▁▂▃▄▅▆▇█"


class Customers(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.visits = []
        self.known, self.known_until = None, 0.0

    def run(self):
        while True:
            begin = time.time()
            self.visits.append((begin, self.visit()))
            time.sleep(PAUSE)

    def visit(self):
        """A page and an order; both must succeed."""
        address = self.resolve()
        return bool(address) and self.get(address) and self.order(address)

    def resolve(self):
        """What a resolver does: asks one server, else the other, and keeps the answer for its TTL."""
        if time.monotonic() >= self.known_until:
            answer = ask(PRIMARY, NAME)
            if not answer.addresses:
                answer = ask(SECONDARY, NAME)
            self.known = answer.addresses[0] if answer.addresses else None
            self.known_until = time.monotonic() + answer.ttl
        return self.known

    def get(self, address):
        return self.request(address, PAGE_PORT, "GET", "/") == 200

    def order(self, address):
        return self.request(address, ORDER_PORT, "POST", "/order", "one poster") == 201

    def request(self, address, port, method, path, body=None):
        connection = http.client.HTTPConnection(address, port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {"Host": NAME})
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def success(self, begin, end):
        """The success rate in every bucket from begin to end; None where nobody asked."""
        buckets = [[] for _ in range(max(0, round((end - begin) / BUCKET)))]
        for at, is_good in self.visits[-20_000:]:
            number = int((at - begin) // BUCKET)
            if 0 <= number < len(buckets):
                buckets[number].append(is_good)
        return [round(sum(bucket) / len(bucket), 2) if bucket else None for bucket in buckets]

    def outage(self, since):
        """When the failures after an instant began, and when success was back; None for what has not happened."""
        later = [visit for visit in self.visits[-20_000:] if visit[0] >= since]
        failures = [at for at, is_good in later if not is_good]
        if not failures:
            return None, None
        back = next((at for at, is_good in later if is_good and at > failures[-1]), None)
        return failures[0], back


def sparkline(rates):
    return "".join(" " if rate is None else BARS[round(rate * (len(BARS) - 1))] for rate in rates)
