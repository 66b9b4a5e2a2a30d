"""Members of etcd and agents are restarted one after another: no fence closes, nobody is paged, orders are taken all the time."""

from calm import Calm
from etcd import Etcd
from world.cluster import PLAN
from world.plans import with_times
from world.regions import EAST, REGIONS

# A lease that outlasts the start of an agent on a machine that is busy with other things.
TIMES = {"every": "1s", "timeout": "1s", "report": "1s", "silence": "6s", "confirm": "6s", "recover": "10s", "ttl": "15s",
         "fence": "2s"}


def run(lab):
    lab.begin(with_times(PLAN, **TIMES))
    calm = Calm(lab)
    for region in REGIONS:
        restart(lab, Etcd.name(region))
        lab.etcd.wait_for_leader(60)
        lab.wait_for_leader(seconds=60)
        calm.expect(f"{Etcd.name(region)} is restarted")
    agents = sum(len(region.agents) for region in REGIONS)
    for agent in (agent for region in REGIONS for agent in region.agents):
        restart(lab, agent)
        lab.wait(f"{agent} to be heard by all again", 20, lambda: lab.connected() == agents)
        calm.expect(f"{agent} is restarted")
    lab.wait("the active region to be well", 20, lambda: lab.is_well(EAST))
    calm.expect("all of it is restarted")
    calm.end()


def restart(lab, name):
    """As `systemctl restart` does."""
    unit = lab.units.named(name)
    program, unit.program = unit.program, None
    program.stop(30)
    lab.units.start(name)
