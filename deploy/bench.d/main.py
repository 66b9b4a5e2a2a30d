"""What is measured, how often, and how it is told; deploy/bench starts this."""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path

from times import TIMES
from world.apart import BOUND
from world.programs import Failure
from world.regions import REGIONS

HERE = Path(__file__).parent
SMALLEST_CROWD = sum(len(region.agents) for region in REGIONS)
MOMENTS = {"leader": "a new leader", "verdict": "the verdict", "epoch": "the new epoch", "dns": "the new DNS answer",
           "orders": "orders in the other region"}


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    return {"processors": os.cpu_count(), "model": model, "kernel": platform.release(),
            "load": [round(one, 1) for one in os.getloadavg()]}


def failover(chosen):
    names = list(TIMES) if chosen.times == "both" else [chosen.times]
    return {name: [run(chosen, name, number) for number in range(chosen.runs)] for name in names}


def apart(chosen, script, *arguments):
    """The facts that a script finds in namespaces of its own."""
    command = [*BOUND, sys.executable, "-B", HERE / script, "--binaries", chosen.binaries, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise Failure(f"{script} {' '.join(map(str, arguments))} failed: {done.stdout.strip()}")
    return json.loads(done.stdout.splitlines()[-1])


def run(chosen, times, number):
    facts = apart(chosen, "failover.py", "--times", times)
    words = ", ".join(f"{moment} {facts[moment]:.2f} s" for moment in MOMENTS)
    print(f"{times} {number + 1}/{chosen.runs}: {words}", file=sys.stderr, flush=True)
    return facts


def spread(values):
    return {"min": min(values), "median": round(statistics.median(values), 3), "max": max(values)}


def main():
    options = argparse.ArgumentParser(prog="deploy/bench")
    options.add_argument("--binaries", required=True, help=argparse.SUPPRESS)
    options.add_argument("--output", choices=["text", "json"], default="text")
    commands = options.add_subparsers(dest="command", required=True)
    one = commands.add_parser("failover", help="the region with the leader and the active application dies")
    one.add_argument("--runs", type=int, default=20)
    one.add_argument("--times", choices=[*TIMES, "both"], default="both")
    one.set_defaults(measure=measure_failover)
    one = commands.add_parser("rest", help="what three controllers cost while nothing happens")
    one.add_argument("--agents", type=int, default=1000)
    one.add_argument("--seconds", type=int, default=60)
    one.set_defaults(measure=measure_rest)
    chosen = options.parse_args()
    here = machine()
    try:
        facts, tell = chosen.measure(chosen)
    except Failure as failure:
        print(f"deploy/bench: {failure}", file=sys.stderr)
        return 1
    if chosen.output == "json":
        print(json.dumps({"machine": here} | facts, indent=2))
    else:
        load = "/".join(map(str, here["load"]))
        print(f"{here['processors']} processors ({here['model']}), Linux {here['kernel']}, load {load}")
        tell(facts)
    return 0


def measure_failover(chosen):
    runs = failover(chosen)
    spreads = {times: {moment: spread([one[moment] for one in facts]) for moment in MOMENTS}
               for times, facts in runs.items()}
    return {"seconds": spreads, "runs": runs}, tell_failover


def tell_failover(facts):
    for times, moments in facts["seconds"].items():
        print(f"\n{times}: {TIMES[times].words}; {len(facts['runs'][times])} runs\n"
              f"  {'seconds from the kill':<30}{'min':>8}{'median':>8}{'max':>8}")
        for moment, figures in moments.items():
            print(f"  {MOMENTS[moment]:<30}" + "".join(f"{figures[one]:8.2f}" for one in ("min", "median", "max")))


def measure_rest(chosen):
    if chosen.agents < SMALLEST_CROWD:
        raise Failure(f"--agents {chosen.agents}: the lab has {SMALLEST_CROWD} by itself; name as many or more")
    return apart(chosen, "rest.py", "--agents", chosen.agents, "--seconds", chosen.seconds), tell_rest


def tell_rest(facts):
    print(f"\n{facts['agents']} agents report to three controllers, for {facts['seconds']:.0f} s; {facts['leader']} leads; "
          f"etcd takes {facts['etcd_writes_a_second']:.1f} writes a second\n"
          f"  {'':<20}{'processor':>12}{'resident':>12}{'anonymous':>12}")
    for name, figures in facts["programs"].items():
        print(f"  {name:<20}{figures['processor_percent']:10.1f} %{figures['resident_mb']:9.1f} MB"
              f"{figures['anonymous_mb']:9.1f} MB")


if __name__ == "__main__":
    sys.exit(main())
