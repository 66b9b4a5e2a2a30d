"""How a program is run in network, mount and process namespaces of its own, and what it leaves is removed."""

import shutil
import time

# The program is the first process of its namespace: when it ends, or whoever started it, the kernel ends everything in it,
# and with the last process go the networks and the mounts.
NAMESPACES = ["unshare", "--net", "--mount", "--ipc", "--pid", "--mount-proc", "--kill-child"]
BOUND = ["setpriv", "--pdeathsig", "KILL", *NAMESPACES]


def remove(directory, seconds=5):
    """What is being killed may still write there for a moment; what is left after that is told."""
    end = time.monotonic() + seconds
    while directory.exists():
        shutil.rmtree(directory, ignore_errors=time.monotonic() < end)
        time.sleep(0.01)
