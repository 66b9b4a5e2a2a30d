"""The coordination store: a real etcd of three members, one a region, with TLS both ways, users and passwords."""

import http.client
import json
import secrets
import shutil
import time

from world.network import in_network
from world.programs import Failure, run
from world.regions import REGIONS

CLIENT_PORT, PEER_PORT, METRICS_PORT = 2379, 2380, 2381
USER, ROOT = "holdfast", "root"
# What Holdfast writes stands under this prefix; its user may do nothing else.
PREFIX = "/holdfast/"
# Ten round trips of the longest way, as etcd's manual advises; its default is for one data centre.
HEARTBEAT, ELECTION = 100, 1000
PATIENCE = 10


class Etcd:
    def __init__(self, directory, units):
        self.directory = directory / "etcd"
        self.units = units
        self.heartbeat, self.election = HEARTBEAT, ELECTION
        self.passwords = {}
        self.asks_for_users = False

    @staticmethod
    def name(region):
        return f"etcd-{region.name}"

    @property
    def endpoints(self):
        return [f"https://{region.address}:{CLIENT_PORT}" for region in REGIONS]

    # The beginning

    def begin(self):
        self.directory.mkdir()
        self.make_certificates()
        for region in REGIONS:
            self.write_member(region, "new")
            self.units.add(self.name(region), region, ["/usr/bin/etcd", "--config-file", self.file(region, "yaml")])
            self.units.start(self.name(region))
        self.wait_for_leader()
        self.make_users()

    def make_certificates(self):
        """An authority of its own; each member and each controller has a certificate of it. They have no common name: etcd's
        gateway takes none beside users with passwords."""
        self.openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                     "-subj", "/CN=etcd of the lab", "-keyout", "ca.key", "-out", "ca.crt")
        for region in REGIONS:
            self.certify(self.name(region), f"subjectAltName=IP:{region.address},IP:127.0.0.1")
        self.certify("client", "extendedKeyUsage=clientAuth")

    def certify(self, name, extension):
        self.openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/O={name}",
                     "-addext", extension, "-keyout", f"{name}.key", "-out", f"{name}.csr")
        self.openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial",
                     "-days", "30", "-copy_extensions", "copy", "-out", f"{name}.crt")

    def openssl(self, *arguments):
        run("sh", "-c", 'cd "$0" && exec openssl "$@"', self.directory, *arguments)

    def write_member(self, region, state):
        """etcd.yaml of a region's member, as a real one would be."""
        own = {"cert-file": self.file(region, "crt"), "key-file": self.file(region, "key"),
               "trusted-ca-file": str(self.directory / "ca.crt"), "client-cert-auth": True}
        self.file(region, "yaml", text=json.dumps({
            "name": self.name(region), "data-dir": self.file(region, "data"),
            "listen-client-urls": f"https://{region.address}:{CLIENT_PORT},https://127.0.0.1:{CLIENT_PORT}",
            "advertise-client-urls": f"https://{region.address}:{CLIENT_PORT}",
            "listen-peer-urls": f"https://{region.address}:{PEER_PORT}",
            "initial-advertise-peer-urls": f"https://{region.address}:{PEER_PORT}",
            "listen-metrics-urls": f"http://127.0.0.1:{METRICS_PORT}",
            "initial-cluster": ",".join(f"{self.name(one)}=https://{one.address}:{PEER_PORT}" for one in REGIONS),
            "initial-cluster-state": state, "initial-cluster-token": "holdfast-lab",
            "heartbeat-interval": self.heartbeat, "election-timeout": self.election,
            "auto-compaction-mode": "periodic", "auto-compaction-retention": "1h",
            # The least work for a password: after a restart of a member every controller shows its own again, three members
            # share the processors of one machine, and one that answers late is asked once more.
            "bcrypt-cost": 4,
            "client-transport-security": own, "peer-transport-security": own, "logger": "zap",
            # Holdfast speaks to the gateway, which is on by default, but not where there is a file.
            "enable-grpc-gateway": True,
        }, indent=2))

    def file(self, region, ending, text=None):
        file = self.directory / f"{self.name(region)}.{ending}"
        if text is not None:
            file.write_text(text)
        return str(file)

    def make_users(self):
        self.passwords = {name: secrets.token_hex(16) for name in (ROOT, USER)}
        for name, password in self.passwords.items():
            self.control("user", "add", f"{name}:{password}")
        self.control("role", "add", USER)
        self.control("role", "grant-permission", "--prefix=true", USER, "readwrite", PREFIX)
        self.control("user", "grant-role", USER, USER)
        self.control("user", "grant-role", ROOT, "root")
        self.control("auth", "enable")
        self.asks_for_users = True
        file = self.directory / "password"
        file.write_text(self.passwords[USER] + "\n")
        file.chmod(0o600)

    # What a controller's file says of it

    def settings(self, seat, seats):
        """Its own region's member first, the others for when that one fails."""
        own = f"https://{seat.region.address}:{CLIENT_PORT}"
        return {"etcd": {
            "endpoints": [own, *(one for one in self.endpoints if one != own)],
            "trust": str(self.directory / "ca.crt"), "certificate": str(self.directory / "client.crt"),
            "key": str(self.directory / "client.key"), "user": USER, "password_file": str(self.directory / "password"),
            "initial_controllers": [one.id for one in seats],
        }}

    # Orders and questions

    def control(self, *arguments, region=None):
        """etcdctl as an administrator in that region; in the first one if none is named."""
        region = region or next(one for one in REGIONS if self.units.named(self.name(one)).is_running)
        user = [f"--user={ROOT}:{self.passwords[ROOT]}"] if self.asks_for_users else []
        command = [
            "nsenter", f"--net={region.network}", "env", "ETCDCTL_API=3", "etcdctl", f"--endpoints={self.endpoint(region)}",
            f"--cacert={self.directory / 'ca.crt'}", f"--cert={self.directory / 'client.crt'}",
            f"--key={self.directory / 'client.key'}", *user, *arguments]
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return run(*command)
            except Failure as failure:
                # A new leader of etcd is found within seconds; it asks for the same order again.
                if "Unavailable" not in str(failure) or time.monotonic() > end:
                    raise
                time.sleep(0.2)

    @staticmethod
    def endpoint(region):
        return f"https://{region.address}:{CLIENT_PORT}"

    def figures(self, region):
        """What a member measures of itself, asked from inside its region; nothing if it does not answer."""
        try:
            with in_network(region.network):
                link = http.client.HTTPConnection("127.0.0.1", METRICS_PORT, timeout=0.5)
                link.connect()
            link.request("GET", "/metrics")
            text = link.getresponse().read().decode()
            link.close()
        except (OSError, http.client.HTTPException):
            return {}
        rows = (line.split() for line in text.splitlines() if not line.startswith("#") and "{" not in line)
        return {name: float(value) for name, value in rows}

    @property
    def leader(self):
        """The region whose member leads and has been followed; None if there is none."""
        return next((region for region in REGIONS if self.figures(region).get("etcd_server_is_leader") == 1), None)

    def wait_for_leader(self, seconds=20):
        end = time.monotonic() + seconds
        while not all(self.figures(region).get("etcd_server_has_leader") == 1 for region in REGIONS):
            for region in REGIONS:
                unit = self.units.named(self.name(region))
                if time.monotonic() > end or not unit.is_running:
                    raise Failure(f"{unit.name} has no leader:\n{unit.program.last_words()}")
            time.sleep(0.05)

    def lose_data(self, region):
        """The member's disk is gone; it joins again as a new one, as etcd's manual says."""
        self.units.kill(self.name(region))
        shutil.rmtree(self.file(region, "data"))

    def lose_everything(self):
        """No member is left, and no disk."""
        for region in REGIONS:
            self.lose_data(region)

    def begin_anew(self):
        """An empty cluster in the place of one that was lost."""
        self.asks_for_users = False
        for region in REGIONS:
            self.write_member(region, "new")
            self.units.start(self.name(region))
        self.wait_for_leader()
        self.make_users()

    def replace(self, region):
        """Puts a new member where one has lost its data."""
        others = next(one for one in REGIONS if one is not region)
        members = json.loads(self.control("member", "list", "-w", "json", region=others))["members"]
        lost = next(one["ID"] for one in members if one["name"] == self.name(region))
        self.control("member", "remove", f"{lost:x}", region=others)
        self.control("member", "add", self.name(region), f"--peer-urls=https://{region.address}:{PEER_PORT}",
                     region=others)
        self.write_member(region, "existing")
        self.units.start(self.name(region))
