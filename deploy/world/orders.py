"""A customer of a database: writes a numbered order every few milliseconds, and notes which ones were taken, and when.

Run as a program: orders.py FILE FIRST CONNECTION…, in the network of whoever writes. Each line of the file is `number asked taken`,
in seconds of the wall clock; the numbers go on from the first. It asks the connections in turn, so that it finds whoever takes writes.
"""

import sys
import time
from dataclasses import dataclass
from itertools import count, cycle

PERIOD = 0.02
# More than anything in a test world takes; then it ends by itself.
LONGEST = 600


@dataclass(frozen=True)
class Order:
    number: int
    asked: float
    taken: float


def orders(file):
    """The orders that were taken, as the customer noted them."""
    lines = file.read_text().splitlines() if file.exists() else []
    fields = [line.split() for line in lines if line.count(" ") == 2]
    return [Order(int(number), float(asked), float(taken)) for number, asked, taken in fields]


def keep_ordering(file, first, places):
    import psycopg2

    connection, place, end = None, cycle(places), time.monotonic() + LONGEST
    with open(file, "a", buffering=1) as taken:
        for number in count(first):
            if time.monotonic() > end:
                return
            asked = time.time()
            try:
                connection = connection or connect(psycopg2, next(place))
                with connection.cursor() as cursor:
                    cursor.execute("INSERT INTO orders VALUES (%s)", (number,))
                taken.write(f"{number} {asked:.6f} {time.time():.6f}\n")
            except psycopg2.Error:
                if connection:
                    connection.close()
                connection = None
            time.sleep(PERIOD)


def connect(psycopg2, place):
    # A server that is gone without a word is noticed by the time that an answer may take.
    connection = psycopg2.connect(place, connect_timeout=2, keepalives_idle=1, keepalives_interval=1, keepalives_count=2,
                                  tcp_user_timeout=2000, options="-c statement_timeout=2000")
    connection.autocommit = True
    return connection


if __name__ == "__main__":
    keep_ordering(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
