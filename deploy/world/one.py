"""Tries one scenario, in the namespaces that this process was started in; the exit status says whether it holds.

It is the first process of its namespace: when it ends, the kernel ends everything that was started.
"""

import importlib
import sys
import traceback
from pathlib import Path

from world.programs import Failure


def main():
    name, kind, binaries, directory = sys.argv[1:]
    module, world_class = kind.split(":")
    world = getattr(importlib.import_module(module), world_class)(binaries, Path(directory))
    try:
        importlib.import_module(f"scenarios.{name}").run(world)
        world.conclude()
        return 0
    except Failure as failure:
        print(failure)
        return 1
    except Exception:
        traceback.print_exc()
        return 1


if __name__ == "__main__":
    sys.exit(main())
