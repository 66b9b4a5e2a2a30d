"""After SIGHUP a revoked certificate is good for nothing, a renewed one is used, and nobody else is dropped."""

import signal

from world import network
from world.answer import expect
from world.cluster import CONTROLLER
from world.programs import run as run_command
from world.regions import CONTROLLER_PORT, EAST, OPERATOR, WEST, WITNESS


def run(world):
    world.begin()
    cluster, authority = world.cluster, world.cluster.authority
    before = connections()

    # Renewed: both sides read their new certificates, and go on with the connections they have.
    old = authority.serial("west-1")
    authority.issue("controller", CONTROLLER, ip=WITNESS.address)
    authority.issue("agent", WEST.name, "west-1")
    reload(world, CONTROLLER, "west-1")
    world.wait("the controller to show its new certificate", 10,
               lambda: shown_serial(authority) == authority.serial(CONTROLLER))
    world.hold("nobody's connection is dropped", 2, lambda: connections() == before)

    # The old one of west-1 and the only one of west-2 are revoked: west-1 is back with its new one, west-2 is not.
    authority.revoke(old)
    authority.revoke(authority.serial("west-2"))
    reload(world, CONTROLLER)
    world.wait("the revoked agent's connection to be closed", 10, lambda: not is_connected(world, "west-2"))
    world.wait("the renewed agent to be back", 10, lambda: is_connected(world, "west-1"))
    world.hold("the revoked agent stays out", 3, lambda: not is_connected(world, "west-2"))
    dropped = before - connections()
    expect({region for region, _ in dropped} == {WEST.name}, f"nobody else's connection is dropped: {dropped}")
    expect(world.writers.open == [EAST.name], "orders are taken all the time")


def reload(world, *programs):
    for name in programs:
        world.cluster.program(name).process.send_signal(signal.SIGHUP)


def is_connected(world, agent):
    return next(one["isConnected"] for one in world.ask("agents") if one["agent"] == agent)


def shown_serial(authority):
    """The serial of the certificate that the controller shows to whoever connects."""
    mine = authority.files(OPERATOR)
    shown = run_command("openssl", "s_client", "-connect", f"{WITNESS.address}:{CONTROLLER_PORT}",
                        "-cert", mine["certificate"], "-key", mine["key"], input="")
    return run_command("openssl", "x509", "-noout", "-serial", input=shown).strip().removeprefix("serial=")


def connections():
    """Every agent's connection to the controller: the region and its port there."""
    regions = (EAST, WEST, WITNESS)
    return {(one.name, port) for one in regions for port in network.connected_ports(one, CONTROLLER_PORT)}
