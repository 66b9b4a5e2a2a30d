"""A real PostgreSQL in each region that serves: a primary in the east, and a standby in the west that streams from it."""

import os
import shutil
from pathlib import Path

from world.network import inside
from world.regions import EAST, WEST

PORT = 5432
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/lib/postgresql/bin"))
# A server refuses to run as root.
AS_POSTGRES = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig", "KILL"]
SETTINGS = """
listen_addresses = '*'
unix_socket_directories = ''
fsync = off
shared_buffers = 16MB
wal_receiver_timeout = 5s
wal_retrieve_retry_interval = 1s
"""


class Postgres:
    def __init__(self, directory, units):
        self.directory, self.units = directory / "postgres", units
        directory.chmod(0o711)
        self.directory.mkdir()
        shutil.chown(self.directory, "postgres", "postgres")

    def start(self):
        data = self.directory / EAST.name
        inside(EAST, *AS_POSTGRES, BIN / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync")
        with open(data / "pg_hba.conf", "a") as rules:
            rules.write("host all all all trust\nhost replication all all trust\n")
        with open(data / "postgresql.conf", "a") as settings:
            settings.write(SETTINGS)
        self.begin(EAST)
        source = f"host={EAST.address} port={PORT} user=postgres"
        copy = self.directory / WEST.name
        inside(WEST, *AS_POSTGRES, BIN / "pg_basebackup", "-D", copy, "-d", source, "-R", "-X", "stream", "-c", "fast")
        self.begin(WEST)

    def begin(self, region):
        """Starts the region's server, and waits until it takes connections."""
        name = f"postgres-{region.name}"
        self.units.add(name, region, [*AS_POSTGRES, BIN / "postgres", "-D", self.directory / region.name])
        self.units.start(name)
        # pg_isready asks once; libpq's own time-out bounds it.
        script = f"until {BIN}/pg_isready -q -U postgres -h {region.address} -p {PORT}; do sleep 0.1; done"
        inside(region, "timeout", "30", "sh", "-c", script)

    def databases(self, region):
        """What the agents of the region write into their files."""
        file = self.directory / f"{region.name}.dsn"
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
        with open(descriptor, "w") as text:
            text.write(f"host={region.address} port={PORT} user=postgres dbname=postgres\n")
        return {"main": {"dsn_file": str(file)}}
