"""What a fence guards: writes as long as the door is there, and says when (CLOCK_BOOTTIME in milliseconds).

    writer.py DOOR WRITES PIDFILE
"""

import os
import sys
import time

door, writes, pid_file = sys.argv[1:]
with open(pid_file, "w") as file:
    file.write(str(os.getpid()))
log = os.open(writes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
while True:
    if os.path.exists(door):
        os.write(log, b"%d\n" % (time.clock_gettime(time.CLOCK_BOOTTIME) * 1000))
    time.sleep(0.002)
