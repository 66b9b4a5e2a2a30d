"""The program `holdfast`, as an operator or an administrator runs it."""

import json
import subprocess

from world.answer import Answer
from world.programs import run


class Tool:
    def __init__(self, binaries, directory):
        self.program = str(binaries / "holdfast")
        self.directory = directory

    def run(self, *arguments):
        """A command that needs no controller; a failure is raised."""
        return run(self.program, *arguments)

    def try_offline(self, *arguments):
        """A command that needs no controller, whatever comes of it."""
        return self.answer([self.program, *map(str, arguments)])

    def command(self, *arguments, of=None):
        """The command line of a question to the cluster, or of an order; to one of its controllers only, if one is named."""
        file = self.directory / (f"operator-{of.id}.yaml" if of else "operator.yaml")
        return [self.program, *map(str, arguments), "--config", str(file)]

    def operate(self, *arguments):
        """A question to the controller or an order, whatever comes of it."""
        return self.answer(self.command(*arguments))

    def ask(self, *arguments):
        """What the controller answers as JSON; a failure is raised."""
        return json.loads(run(*self.command(*arguments, "--output", "json")))

    @staticmethod
    def answer(command):
        done = subprocess.run(command, capture_output=True, text=True)
        return Answer(" ".join(["holdfast", *command[1:]]), done.returncode, done.stdout, done.stderr)
