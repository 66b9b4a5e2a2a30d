"""One measurement, in the namespaces that this process was started in: prints its facts as one JSON object."""

import argparse
import json

from lab import temporary_lab
from world.programs import Failure


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binaries", required=True)
    return parser


def tell(binaries, measure):
    """Prints what is measured in a lab of its own, or why nothing could be; returns the exit code."""
    with temporary_lab(binaries) as lab:
        try:
            print(json.dumps(measure(lab)))
            return 0
        except Failure as failure:
            print(failure)
            return 1
