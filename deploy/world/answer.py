"""What a command of the operator came to."""

import json
from dataclasses import dataclass
from typing import Any

from world.programs import Failure

DONE, FAILED, USAGE, REFUSED, NO_LEADER = range(5)


@dataclass
class Answer:
    command: str
    code: int
    text: str
    error: str

    @property
    def view(self) -> Any:
        """What `--output json` printed."""
        return json.loads(self.text)

    def must_be(self, code, *words):
        """The exit code, and the words in what was printed, are as they must be; returns the answer."""
        said = (self.text + self.error).strip()
        if self.code != code:
            raise Failure(f"`{self.command}` ended with {self.code}, not {code}: {said}")
        missing = [word for word in words if word not in said]
        if missing:
            raise Failure(f"`{self.command}` does not say {', '.join(map(repr, missing))}: {said}")
        return self


def expect(is_so, what):
    if not is_so:
        raise Failure(f"not so: {what}")
