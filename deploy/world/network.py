"""The network between the regions, inside the network namespace that this process was started in."""

import ctypes
from contextlib import contextmanager

from world.programs import run
from world.regions import PRIMARY, REGIONS, SECONDARY

CLONE_NEWNET = 0x40000000


def build(directory):
    """Joins the regions by a bridge, on which name servers and customers live too."""
    run("ip", "link", "set", "lo", "up")
    run("ip", "link", "add", "internet", "type", "bridge")
    run("ip", "link", "set", "internet", "up")
    for address in (PRIMARY, SECONDARY):
        run("ip", "address", "add", f"{address}/32", "dev", "internet")
    run("ip", "route", "add", "default", "dev", "internet", "src", PRIMARY)
    (directory / "networks").mkdir()
    for region in REGIONS:
        region.network = add_namespace(directory, region.name)
        run("ip", "link", "add", port(region), "type", "veth", "peer", "name", "eth0", "netns", region.network)
        run("ip", "link", "set", port(region), "master", "internet", "up")
        give_addresses(region, [f"{region.address}/32"])
        inside(region, "ip", "route", "add", "default", "dev", "eth0", "src", region.address)


def add_namespace(directory, name):
    """A network namespace of that name; returns the file that stands for it."""
    file = directory / "networks" / name
    file.touch()
    run("unshare", f"--net={file}", "true")
    return str(file)


def give_addresses(place, addresses):
    """The place's own end of its cable gets its addresses, and is switched on."""
    inside(place, "ip", "link", "set", "lo", "up")
    for address in addresses:
        inside(place, "ip", "address", "add", address, "dev", "eth0")
    inside(place, "ip", "link", "set", "eth0", "up")


def port(region):
    """The region's plug in the bridge."""
    return f"region{REGIONS.index(region)}"


def cut_off(region):
    """Nothing gets in or out of the region any more."""
    run("ip", "link", "set", port(region), "down")


def join(region):
    run("ip", "link", "set", port(region), "up")


def obstruct(region, *packets):
    """Drops packets at the region's edge: each is `input` or `output` and what nft matches."""
    lines = ["add table inet obstruction"]
    for way in ("input", "output"):
        lines.append(f"add chain inet obstruction {way} {{ type filter hook {way} priority -100; }}")
    for packet in packets:
        way, match = packet.split(" ", 1)
        lines.append(f"add rule inet obstruction {way} {match} drop")
    inside(region, "nft", "-f", "-", input="\n".join(lines) + "\n")


def clear(region):
    inside(region, "nft", "delete", "table", "inet", "obstruction")


def connected_ports(region, remote_port):
    """The own ports of the region's agents, of their connections to that port elsewhere."""
    lines = inside(region, "ss", "-Htnp", "state", "established", f"dport = :{remote_port}").splitlines()
    return [line.split()[2].rsplit(":", 1)[1] for line in lines if '"holdfast-agent"' in line]


def inside(region, *command, input=None):
    """Runs a command in the region's network; in the one that this process was started in if it has none."""
    entering = ["nsenter", f"--net={region.network}"] if region.network else []
    return run(*entering, *command, input=input)


def enter(network):
    """Takes the calling thread, and no other, into a network namespace."""
    with open(network) as file:
        if ctypes.CDLL(None, use_errno=True).setns(file.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), f"cannot enter {network}")


@contextmanager
def in_network(network):
    """The calling thread is in that network namespace meanwhile: a socket that it opens stays there."""
    with open("/proc/thread-self/ns/net") as own:
        enter(network)
        try:
            yield
        finally:
            enter(f"/proc/self/fd/{own.fileno()}")


def leave():
    """Lets go of the regions' namespaces, so that the directory can be removed."""
    for region in REGIONS:
        if region.network:
            run("umount", region.network)
            region.network = ""


def use_own_name_server(directory):
    """Lets every program look names up at the world's own name server; the host's files stay as they are."""
    texts = {"/etc/resolv.conf": f"nameserver {PRIMARY}\n", "/etc/nsswitch.conf": "hosts: files dns\n"}
    for path, text in texts.items():
        mine = directory / path.rsplit("/", 1)[1]
        mine.write_text(text)
        run("mount", "--bind", mine, path)
