"""A customer who orders all the time, and keeps what was confirmed: it has to be there afterwards."""

import json
import threading
import time
from collections import Counter

from world.customers import Customers
from world.regions import ORDER_PORT, SERVING

PAUSE = 0.1


class Orders(Customers):
    def __init__(self, directory):
        super().__init__()
        self.directory = directory
        self.confirmed, self.refused = [], 0
        self.is_over = threading.Event()

    def run(self):
        number = 0
        while not self.is_over.is_set():
            number += 1
            address = self.resolve()
            if address and self.request(address, ORDER_PORT, "POST", "/order", f"order {number}") == 201:
                self.confirmed.append(f"order {number}")
            else:
                self.refused += 1
            time.sleep(PAUSE)

    def stop(self):
        self.is_over.set()
        self.join()

    def check(self):
        """The confirmed orders that no region has on disk, and those that are there more than once."""
        kept = Counter()
        for region in SERVING:
            file = self.directory / f"{region.name}.orders"
            kept.update(json.loads(line)["order"] for line in file.read_text().splitlines())
        return ([order for order in self.confirmed if not kept[order]],
                [order for order in self.confirmed if kept[order] > 1])
