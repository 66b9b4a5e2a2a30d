"""Many light agents of one region in one process: each tells every controller, as often as it is asked to, that all is up.

Only for measuring controllers: they guard nothing, and look at nothing.
"""

import argparse
import asyncio
import json
import random
import ssl
import sys

REPORT_LIMIT = 65536
HELLO = b'{"hello":{"process":"1","version":"crowd"}}\n'


class Agent:
    def __init__(self, name, certificate, key, trust):
        self.name = name
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        # A controller is known by the URI in its certificate, not by the name of its host.
        self.context.check_hostname = False
        self.context.load_verify_locations(trust)
        self.context.load_cert_chain(certificate, key)

    async def report_to(self, controller):
        host, port = controller.rsplit(":", 1)
        reader, writer = await asyncio.open_connection(host, int(port), ssl=self.context, limit=REPORT_LIMIT)
        writer.write(HELLO)
        answers = Answers(reader)
        reading = asyncio.create_task(answers.read())
        # Real agents do not beat in time.
        await asyncio.sleep(random.random() * answers.every)
        number = 0
        while not reading.done():
            number += 1
            writer.write(answers.report(number))
            await writer.drain()
            await asyncio.sleep(answers.every)
        raise ConnectionError(f"{self.name}: {controller} has ended the connection: {answers.error}")


class Answers:
    """What one controller says: what to look at, and how often to report."""

    def __init__(self, reader):
        self.reader = reader
        self.every, self.version, self.checks, self.error = 1.0, "0", "[]", ""

    async def read(self):
        while line := await self.reader.readline():
            frame = json.loads(line)
            self.error = frame.get("error", self.error)
            if "assignment" in frame:
                self.follow(frame["assignment"])
            if "ack" in frame:
                self.every = float(frame["ack"]["reportEvery"].rstrip("s"))

    def follow(self, assignment):
        self.version = assignment["version"]
        self.checks = json.dumps([
            {"application": one["application"], "check": one["check"], "subject": one["subject"], "status": "STATUS_UP",
             "latest": {"outcome": "OUTCOME_PASSED", "summary": "HTTP 200", "took": "0.012s", "figures": {"connect_ms": 1.5}},
             "age": "0.250s", "hasBeenUp": True}
            for one in assignment.get("checks", [])], separators=(",", ":"))

    def report(self, number):
        return (f'{{"report":{{"process":"1","number":"{number}","assignmentVersion":"{self.version}",'
                f'"checks":{self.checks}}}}}\n').encode()


async def speak(agents, controllers):
    async with asyncio.TaskGroup() as group:
        for agent in agents:
            for controller in controllers:
                group.create_task(agent.report_to(controller))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--agents", required=True, help="a file: name, certificate, key and trust of each, as JSON")
    options.add_argument("--controller", action="append", required=True)
    chosen = options.parse_args()
    with open(chosen.agents) as file:
        agents = [Agent(**one) for one in json.load(file)]
    try:
        asyncio.run(speak(agents, chosen.controller))
    except ExceptionGroup as failures:
        print(failures.exceptions[0], file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
