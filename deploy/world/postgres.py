"""A real PostgreSQL in each region that serves: a primary in the east, and a standby in the west that streams from it."""

import os
import shlex
import shutil
from pathlib import Path

from world.network import inside
from world.plans import changed
from world.regions import APPLICATION, EAST, SERVING, WEST

HERE = Path(__file__).parent
PORT = 5432
# Debian's own, which has Debian's modules.
PYTHON = "/usr/bin/python3"
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/lib/postgresql/bin"))
# A server refuses to run as root.
AS_POSTGRES = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig", "KILL"]
SETTINGS = """
listen_addresses = '*'
unix_socket_directories = '{socket}'
fsync = off
shared_buffers = 16MB
# What pg_rewind needs.
wal_log_hints = on
wal_keep_size = 64MB
# It commits too, and what was committed is counted.
autovacuum = off
wal_receiver_timeout = 5s
wal_retrieve_retry_interval = 1s
"""


DNS = "\ndns:\n"
CHECKS = """  db:
    uses: postgres
    with: {database: main, connections_above: 90, transaction_above: 1h}
    every: 500ms
    timeout: 2s
  lag:
    uses: postgres.replication
    with: {database: main, warn_above: 10s}
    every: 500ms
    timeout: 2s
"""
OBJECTIVE = "  rto: 5m\n"


def looked_at(plan, rpo):
    """A plan that looks at the databases, and loses no more than that many seconds of them."""
    return changed(changed(plan, OBJECTIVE, f"{OBJECTIVE}  rpo: {rpo}s\n"), DNS, f"{CHECKS}{DNS}")


def begin(world, plan):
    """Everything with a database, until all is well in the home region."""
    world.build()
    postgres = Postgres(world)
    world.start_cluster()
    world.apply_plan(plan)
    world.watch_until_ready()
    return postgres


class Postgres:
    def __init__(self, world):
        self.directory, self.units = world.directory / "postgres", world.cluster.units
        world.directory.chmod(0o711)
        for folder in (self.directory, self.socket(EAST), self.socket(WEST)):
            folder.mkdir()
            shutil.chown(folder, "postgres", "postgres")
        self.start()
        world.cluster.databases = {region.name: self.databases(region) for region in SERVING}
        world.cluster.rejoins = {one.name: self.rejoin(one, other) for one, other in [(EAST, WEST), (WEST, EAST)]}
        # What comes over the network is fenced; the agents of the host come by the socket.
        world.cluster.guarded_ports.append(PORT)

    def start(self):
        data = self.data(EAST)
        inside(EAST, *AS_POSTGRES, BIN / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync")
        with open(data / "pg_hba.conf", "a") as rules:
            rules.write("host all all all trust\nhost replication all all trust\n")
        with open(data / "postgresql.conf", "a") as settings:
            settings.write(SETTINGS.format(socket=self.socket(EAST)))
        self.begin(EAST)
        self.ask(EAST, "CREATE TABLE orders (number bigint PRIMARY KEY)")
        source = f"host={EAST.address} port={PORT} user=postgres"
        copy = self.data(WEST)
        inside(WEST, *AS_POSTGRES, BIN / "pg_basebackup", "-D", copy, "-d", source, "-R", "-X", "stream", "-c", "fast")
        with open(copy / "postgresql.conf", "a") as settings:
            settings.write(f"unix_socket_directories = '{self.socket(WEST)}'\n")
        self.begin(WEST)

    def begin(self, region):
        """Starts the region's server, and waits until it takes connections."""
        name = f"postgres-{region.name}"
        server = shlex.join(map(str, [*AS_POSTGRES, BIN / "postgres", "-D", self.data(region)]))
        # Whoever supervises it starts it again when it ends, unless it is to be off.
        script = f"while :; do if [ -e {self.off(region)} ]; then sleep 0.1; else {server}; fi; done"
        self.units.add(name, region, ["sh", "-c", script])
        self.units.start(name)
        # pg_isready asks once; libpq's own time-out bounds it.
        script = f"until {BIN}/pg_isready -q -d '{self.place(region)}'; do sleep 0.1; done"
        inside(region, "timeout", "30", "sh", "-c", script)

    def data(self, region):
        return self.directory / region.name

    def off(self, region):
        """The file that is there while the server is to be off."""
        return self.directory / f"{region.name}.off"

    def socket(self, region):
        """The directory of the server's socket."""
        return self.directory / f"{region.name}-socket"

    def place(self, region):
        """The server, to whoever is on its host."""
        return f"host={self.socket(region)} port={PORT} user=postgres dbname=postgres"

    def ask(self, region, statement):
        return inside(region, "timeout", "30", BIN / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.place(region),
                      "-c", statement)

    def kept(self, region):
        """The numbers of the orders that the server has."""
        return {int(number) for number in self.ask(region, "SELECT number FROM orders").split()}

    def start_customer(self, name, where, *regions, first=1):
        """Somebody in that region who keeps ordering from the first of these that takes it; returns the file of what was taken."""
        file = self.directory.parent / f"{name}.orders"
        places = [f"host={one.address} port={PORT} user=postgres dbname=postgres" for one in regions]
        self.units.add(name, where, [PYTHON, "-B", HERE / "orders.py", file, first, *places])
        self.units.start(name)
        return file

    def databases(self, region):
        """What the agents of the region write into their files."""
        return {"main": {"dsn_file": self.secret(region.name, self.place(region))}}

    def rejoin(self, region, source):
        """What the agent that guards the server writes besides, so that it can follow the other one."""
        off, data = self.off(region), self.data(region)
        stop = shlex.join(map(str, [*AS_POSTGRES, BIN / "pg_ctl", "-D", data, "-m", "fast", "-w", "-s", "stop"]))
        place = f"host={source.address} port={PORT} user=postgres dbname=postgres"
        return {"main": {
            "source_dsn_file": self.secret(f"{region.name}-source", place), "application": APPLICATION, "data": str(data),
            "programs": str(BIN), "stop": ["sh", "-c", f"touch {off} && {stop}"], "start": ["rm", str(off)],
        }}

    def secret(self, name, text):
        """A file that only its owner reads."""
        file = self.directory / f"{name}.dsn"
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
        with open(descriptor, "w") as content:
            content.write(f"{text}\n")
        return str(file)
