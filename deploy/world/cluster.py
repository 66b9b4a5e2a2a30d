"""The cluster: its controllers, the agents and the shops, and the files that they read."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from world.answer import Answer
from world.authority import Authority
from world.programs import Failure, Program, run
from world.regions import (
    APPLICATION, CLUSTER, CONTROLLER_PORT, OPERATOR, ORDER_PORT, PAGE_PORT, REGIONS, STATUS_PORT, WITNESS, Region)
from world.tool import Tool
from world.units import Units

HERE = Path(__file__).parent
PLAN = (HERE / "plan.yaml").read_text()
CONTROLLER = "c1"
PATIENCE = 3


@dataclass
class Seat:
    """A controller, and where it stands."""

    id: str
    region: Region

    @property
    def address(self):
        return f"{self.region.address}:{CONTROLLER_PORT}"


ALONE = [Seat(CONTROLLER, WITNESS)]


class Cluster:
    def __init__(self, binaries, directory, seats=ALONE, store=lambda seat: {}):
        """`store` is what a controller's file says about the coordination store; nothing is the embedded one."""
        self.binaries = Path(binaries)
        self.directory = directory
        self.seats, self.store = seats, store
        self.tool = Tool(self.binaries, directory)
        self.authority = Authority(self.tool, directory / "pki")
        self.units = Units(directory)
        self.fence_timeout = "1s"
        # What the agents of a region name as databases of their host.
        self.databases = {}
        # How those that the region's guard can make follow another one do so.
        self.rejoins = {}
        # What is reachable under the lease only.
        self.guarded_ports = [ORDER_PORT]

    # Certificates and files

    def make_files(self, hooks):
        """The certificates, and every program's file; hooks are those of each agent."""
        self.authority.begin()
        self.authority.issue("operator", OPERATOR)
        self.write_operator_file("operator", self.addresses)
        for seat in self.seats:
            self.authority.issue("controller", seat.id, ip=seat.region.address)
            self.write_controller_file(seat.id, seat, seat.address)
            self.write_operator_file(f"operator-{seat.id}", [seat.address])
            self.data_directory(seat.id).mkdir(parents=True, exist_ok=True)
            self.units.add(seat.id, seat.region, self.controller_command(seat.id))
        for region in REGIONS:
            if region.serves:
                self.units.add(f"shop-{region.name}", region, self.shop_command(region))
            for agent in region.agents:
                self.authority.issue("agent", region.name, agent)
                self.write_agent_file(region, agent, hooks.get(agent, {}))
                command = [self.binaries / "holdfast-agent", "--config", self.directory / f"{agent}.yaml"]
                self.units.add(agent, region, command)

    @property
    def addresses(self):
        return [seat.address for seat in self.seats]

    def data_directory(self, controller=CONTROLLER):
        return self.directory / "controllers" / controller

    def write_controller_file(self, name, seat, address):
        self.write(name, {
            "cluster": CLUSTER, "id": seat.id, "region": seat.region.name,
            "data_dir": str(self.data_directory(seat.id)), "listen": address, "tls": self.authority.files(seat.id),
        } | self.store(seat))

    def write_operator_file(self, name, addresses):
        self.write(name, {"cluster": CLUSTER, "controllers": addresses} | {
            name: file for name, file in self.authority.files(OPERATOR).items() if name != "revocation_list"})

    def write_agent_file(self, region, agent, hooks):
        content = {
            "cluster": CLUSTER, "id": agent, "region": region.name, "controllers": self.addresses,
            "tls": self.authority.files(agent), "state_dir": str(self.directory / "state" / agent),
            "runtime_dir": str(self.directory / "runtime" / agent),
            "status_listen": f"{region.address}:{STATUS_PORT + region.agents.index(agent)}", "hooks": hooks,
            "databases": self.databases.get(region.name, {}),
        }
        # One agent of a serving region guards the shop; the other one only looks.
        if region.serves and agent == region.agents[0]:
            content["fences"] = {APPLICATION: {"kind": "nftables", "ports": self.guarded_ports, "fence_timeout": self.fence_timeout}}
            rejoins = self.rejoins.get(region.name, {})
            content["databases"] = {
                name: database | ({"rejoin": rejoins[name]} if name in rejoins else {})
                for name, database in content["databases"].items()}
        for folder in ("state_dir", "runtime_dir"):
            Path(content[folder]).mkdir(parents=True)
        self.write(agent, content)

    def write(self, name, content):
        """JSON is YAML too."""
        (self.directory / f"{name}.yaml").write_text(json.dumps(content, indent=2))

    def plan_file(self, text=PLAN):
        """A file with the plan, in which this world's directory stands."""
        file = self.directory / "plan.yaml"
        file.write_text(text.replace("/WORLD", str(self.directory)))
        return file

    # Programs

    def controller_command(self, name):
        return [str(self.binaries / "holdfast-controller"), "--config", str(self.directory / f"{name}.yaml")]

    def shop_command(self, region):
        return [sys.executable, "-B", HERE / "shop.py", "--region", region.name, "--address", region.address,
                "--agent", f"{region.address}:{STATUS_PORT}", "--orders", self.directory / f"{region.name}.orders",
                "--page-port", PAGE_PORT, "--order-port", ORDER_PORT]

    def start_controller(self, name=CONTROLLER):
        self.units.start(name)

    def kill_controller(self, name=CONTROLLER):
        self.units.kill(name)

    def try_second_controller(self):
        """A controller on the same data directory, which must end by itself."""
        seat = self.seats[0]
        self.write_controller_file("second", seat, f"{seat.region.address}:{CONTROLLER_PORT + 1}")
        command = ["nsenter", f"--net={seat.region.network}", *self.controller_command("second")]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=10)
        except subprocess.TimeoutExpired:
            raise Failure("a second controller on the same data directory goes on")
        return Answer("holdfast-controller", done.returncode, done.stdout, done.stderr)

    def start_region(self, region):
        """Everything of the region that does not run."""
        self.units.start_missing(region)

    def start_agent(self, agent):
        self.units.start(agent)

    def kill_region(self, region):
        """Everything that runs in it, all at once."""
        return self.units.kill_region(region)

    def program(self, name):
        return self.units.named(name).program

    def check_alive(self):
        for program in Program.running:
            if not program.is_running and not program.may_end:
                raise Failure(f"{program.name} has ended by itself:\n{program.last_words()}")

    # Questions

    def ask(self, seat, *arguments):
        """What one controller answers in its own region: no cut comes between."""
        command = self.tool.command(*arguments, "--output", "json", of=seat)
        return json.loads(run("nsenter", f"--net={seat.region.network}", *command, timeout=PATIENCE))

    def answers(self, *arguments):
        """What each controller that runs and answers says, with its seat."""
        for seat in self.seats:
            if self.units.named(seat.id).state != "running":
                continue
            try:
                yield seat, self.ask(seat, *arguments)
            except (Failure, ValueError):
                continue

    # Backup and restore

    def restore(self, backup, name=CONTROLLER, *arguments):
        """`holdfast restore` where a controller is to run, whatever comes of it."""
        seat = next(one for one in self.seats if one.id == name)
        command = [self.tool.program, "restore", str(backup), "--config", str(self.directory / f"{name}.yaml"),
                   "--reason", "all was lost", "--by", "grace", *map(str, arguments)]
        return self.tool.answer(["nsenter", f"--net={seat.region.network}", *command])

    # The journal

    def journal(self, seat):
        """The program that writes every record, as a controller tells it in its own region, as one line of JSON."""
        command = self.tool.command("journal", "tail", "--follow", "-n", "1000", "--output", "json", of=seat)
        log = self.units.logs / f"journal-{seat.id}.log"
        return Program(command, log, self.directory, seat.region.network, is_read=True)

    def offline_journal(self, verb, *arguments):
        """`holdfast journal verify` or `export`, which need the controller to be stopped."""
        return self.tool.try_offline("journal", verb, *arguments, "--data-dir", self.data_directory())
