"""The scenarios of the world with one controller; deploy/end-to-end starts this."""

import argparse
import sys
from pathlib import Path

from world import trials
from world.programs import Failure

SCENARIOS = Path(__file__).parent / "scenarios"


def main():
    options = argparse.ArgumentParser(prog="deploy/end-to-end")
    options.add_argument("names", nargs="*", metavar="NAME", help=", ".join(trials.names(SCENARIOS)))
    options.add_argument("--binaries", required=True, help=argparse.SUPPRESS)
    options.add_argument("--at-once", type=int, default=1, metavar="N", help="so many scenarios at a time")
    options.add_argument("--output", choices=["text", "json"], default="text")
    try:
        return trials.run(SCENARIOS, "world.world:World", options.parse_args())
    except Failure as failure:
        options.error(str(failure))


if __name__ == "__main__":
    sys.exit(main())
