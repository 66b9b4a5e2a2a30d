"""The commands of deploy/lab, which starts this."""

import argparse
import fcntl
import json
import os
import random
import socket
import subprocess
import sys
import time
from pathlib import Path

import sweep
from picture import draw
from world import trials
from world.apart import BOUND, NAMESPACES
from world.programs import Failure

HERE = Path(__file__).parent
SCENARIOS = HERE / "scenarios"
DIRECTORY = Path(os.environ.get("HOLDFAST_LAB", "/run/holdfast-lab"))
PATIENCE = 60


def up(chosen):
    lock()
    if sweep.keeper(DIRECTORY):
        raise Failure("the lab is up already; deploy/lab down ends it")
    if sweep.sweep(DIRECTORY):
        print("swept what a lab that died had left")
    DIRECTORY.mkdir(mode=0o700, parents=True)
    keeper = subprocess.Popen(
        [*NAMESPACES, sys.executable, "-B", HERE / "keeper.py", "--binaries", chosen.binaries, "--directory", DIRECTORY,
         "--controllers", chosen.controllers],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    sweep.record(DIRECTORY, keeper.pid)
    keeper.stdin.write("recorded\n")
    keeper.stdin.flush()
    begin, words = time.monotonic(), ""
    for words in keeper.stdout:
        if words == "ready\n":
            print(f"{time.monotonic() - begin:6.1f} s  ready: deploy/lab status, deploy/lab shell, deploy/lab down")
            return 0
        print(f"{time.monotonic() - begin:6.1f} s  {words}", end="", flush=True)
    keeper.wait()
    sweep.sweep(DIRECTORY)
    raise Failure("the lab has not come up; nothing of it is left")


def down(_):
    lock()
    print("the lab is down; nothing of it is left" if sweep.sweep(DIRECTORY) else "there is no lab")
    return 0


def lock():
    """One `up` or `down` at a time: a lock on the directory's place, which dies with this process and leaves nothing."""
    DIRECTORY.parent.mkdir(parents=True, exist_ok=True)
    try:
        fcntl.flock(os.open(DIRECTORY.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Failure("another deploy/lab up or down is at work")


def ask(command, *arguments):
    """What the keeper answers; what it says meanwhile is shown."""
    if not sweep.keeper(DIRECTORY):
        raise Failure("the lab is not up; deploy/lab up starts it")
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(PATIENCE)
        try:
            link.connect(str(DIRECTORY / sweep.CONTROL))
        except (FileNotFoundError, ConnectionRefusedError):
            raise Failure("the lab is being built still: a moment, please")
        with link.makefile("rw") as lines:
            lines.write(json.dumps({"command": command, "arguments": arguments}) + "\n")
            lines.flush()
            for line in lines:
                words = json.loads(line)
                if "says" in words:
                    print(words["says"], file=sys.stderr, flush=True)
                elif "error" in words:
                    raise Failure(words["error"])
                else:
                    return words["answer"]
    raise Failure(f"the lab's keeper has ended; its last words are in {DIRECTORY / 'keeper.log'}")


def status(chosen):
    facts = ask("status")
    print(json.dumps(facts, indent=2) if chosen.output == "json" else draw(facts, sys.stdout.isatty()))
    return 0


def fault(chosen):
    arguments = [getattr(chosen, name) for name in ("first", "second", "third") if getattr(chosen, name, None)]
    answer = ask(chosen.command, *arguments)
    print(json.dumps({"done": answer}) if chosen.output == "json" else answer)
    return 0


def shell(chosen):
    networks = ask("networks") | {"office": ""}
    if chosen.place not in networks:
        raise Failure(f"there is no place {chosen.place}; there are {', '.join(networks)}")
    first = sweep.children(sweep.keeper(DIRECTORY))[0]
    inside = ["nsenter", f"--target={first}", "--net", "--mount", "--pid"]
    if networks[chosen.place]:
        inside += ["nsenter", f"--net={networks[chosen.place]}"]
    environment = os.environ | {
        "PATH": f"{chosen.binaries}:{os.environ['PATH']}", "HOLDFAST_CONFIG": str(DIRECTORY / "operator.yaml"),
        "PS1": f"{chosen.place}# "}
    command = chosen.words or ["bash", "--norc"]
    os.execvpe(inside[0], [*inside, *command], environment)


def test(chosen):
    return trials.run(SCENARIOS, "lab:Lab", chosen)


def soak(chosen):
    seed = chosen.seed if chosen.seed is not None else random.randrange(1_000_000)
    print(f"{chosen.minutes} minutes, seed {seed}", flush=True)
    return subprocess.call([*BOUND, sys.executable, "-B", HERE / "soak.py", "--binaries", chosen.binaries,
                            "--minutes", str(chosen.minutes), "--seed", str(seed)])


def options():
    parser = argparse.ArgumentParser(prog="deploy/lab", description="three real regions on this machine")
    parser.add_argument("--binaries", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--output", choices=["text", "json"], default="text")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name, act, help, *arguments):
        one = commands.add_parser(name, help=help, description=help)
        one.set_defaults(act=act)
        for destination, meta, needed in arguments:
            one.add_argument(destination, metavar=meta, nargs=None if needed else "?")
        return one

    one = command("up", up, "build it, with a print shop that takes orders")
    one.add_argument("--controllers", choices=["1", "3"], default="3",
                     help="one on the embedded store, or three on etcd (default: %(default)s)")
    command("down", down, "end it, and clear away whatever is left of it")
    command("status", status, "regions, links, leader, epoch")
    command("kill", fault, "SIGKILL to all of a region, or to one program", ("first", "REGION|PROGRAM", True))
    command("cut", fault, "cut a region off from another, or from all; one-way: only what it sends is lost",
            ("first", "REGION", True), ("second", "OTHER", False), ("third", "one-way", False))
    command("heal", fault, "end every fault; start what does not run")
    command("pause", fault, "SIGSTOP to a program", ("first", "PROGRAM", True))
    command("resume", fault, "SIGCONT to a program", ("first", "PROGRAM", True))
    command("slow", fault, "set a link's round trip, such as us-east-1/us-west-2 300",
            ("first", "LINK", True), ("second", "MILLISECONDS", True))
    command("drop", fault, "lose so many of a hundred packets", ("first", "PERCENT", True))
    one = command("shell", shell, "a shell in a region, in the router, or outside (office)")
    one.add_argument("place", nargs="?", default="office")
    one.add_argument("words", nargs=argparse.REMAINDER, metavar="COMMAND")
    one = command("soak", soak, "random faults for as long as you like, with customers who order all the time")
    one.add_argument("--minutes", type=float, default=5)
    one.add_argument("--seed", type=int, help="the same faults as before")
    one = command("test", test, "try what must hold, each scenario in a lab of its own")
    one.add_argument("--at-once", type=int, default=1, metavar="N", help="so many scenarios at a time")
    one.add_argument("names", nargs="*", metavar="NAME", help=", ".join(trials.names(SCENARIOS)))
    return parser


def main():
    chosen = options().parse_args()
    try:
        return chosen.act(chosen)
    except Failure as failure:
        print(f"deploy/lab: {failure}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
