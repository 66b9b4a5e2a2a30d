"""Commands that agents run as hooks, each of which keeps count of its runs."""

from world.regions import SERVING


class Hook:
    """A shell script; every run adds a line to a file before it does anything."""

    def __init__(self, directory, name, script, inspect=None):
        self.name = name
        self.runs_file = directory / f"{name}.runs"
        self.definition = {"command": ["/bin/sh", "-c", f"echo $HOLDFAST_ATTEMPT >> {self.runs_file}\n{script}"],
                           "timeout": "30s"}
        if inspect:
            self.definition["inspect"] = ["/bin/sh", "-c", inspect]

    @property
    def runs(self):
        return len(self.runs_file.read_text().splitlines()) if self.runs_file.exists() else 0


def of_serving_regions(**hooks):
    """The same hooks for the agents of both regions that serve."""
    return {agent: definitions(hooks) for region in SERVING for agent in region.agents}


def of_first_agents(**hooks):
    """The same hooks for one agent of each region that serves; the other one has none."""
    return {region.agents[0]: definitions(hooks) for region in SERVING}


def definitions(hooks):
    return {name: hook.definition for name, hook in hooks.items()}
