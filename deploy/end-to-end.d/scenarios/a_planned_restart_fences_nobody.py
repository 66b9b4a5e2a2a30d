"""A guardian that is restarted keeps its lease, and so does one whose controller is: the fence stays open."""

from world.answer import expect
from world.cluster import CONTROLLER
from world.regions import EAST


def run(world):
    world.begin()
    cluster = world.cluster

    stop(world, EAST.agents[0])
    cluster.start_agent(EAST.agents[0])
    world.hold("the fence stays open while its guardian begins", 4, lambda: world.fence_is_open(EAST))
    world.wait("orders to be taken", 2, lambda: world.writers.open == [EAST.name])

    stop(world, CONTROLLER)
    # A lease is 3 s long, what was left to the guardians 15 s. An agent asks again after at most 5 s.
    world.hold("the fence stays open while the controller is away", 4, lambda: world.fence_is_open(EAST))
    cluster.start_controller()
    world.hold("orders are taken while the controller begins", 5, lambda: world.writers.open == [EAST.name])
    verdicts = world.journal.all("failover.verdictTaken", lambda one: one["verdict"] != "healthy")
    proposals = world.journal.all("failover.proposalOpened")
    expect(not verdicts and not proposals, f"nobody takes it for a failure: {verdicts}")


def stop(world, name):
    """SIGTERM, and the fence stays open until it has ended."""
    program = world.cluster.program(name)
    program.process.terminate()
    while program.is_running:
        expect(world.fence_is_open(EAST), f"the fence stays open while {name} stops")
    expect(program.process.returncode == 0, f"{name} stops with 0, not {program.process.returncode}")
    program.kill()
