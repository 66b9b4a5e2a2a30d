"""Where everything is: three regions, each a network namespace with a documentation address (RFC 5737) of its own."""

from dataclasses import dataclass, field

CLUSTER, APPLICATION, OPERATOR = "acme", "printapp", "ada"
NAME = "printapp.example.com"
TOKEN_NAME = f"_holdfast.{NAME}"
GROUP = "public"
PAGE_PORT, ORDER_PORT, STATUS_PORT, CONTROLLER_PORT = 80, 8081, 7422, 7420
PRIMARY, SECONDARY = "203.0.113.53", "198.51.100.53"


@dataclass
class Region:
    name: str
    address: str
    agents: list
    serves: bool
    network: str = field(default="", compare=False)


REGIONS = [
    Region("us-east-1", "192.0.2.10", ["east-1", "east-2"], True),
    Region("us-west-2", "198.51.100.10", ["west-1", "west-2"], True),
    Region("eu-west-1", "203.0.113.10", ["witness-1", "witness-2"], False),
]
SERVING = [region for region in REGIONS if region.serves]
EAST, WEST, WITNESS = REGIONS
# The place outside all regions, where the world itself runs.
INTERNET = Region("internet", PRIMARY, [], False)


def named(name):
    return next(region for region in REGIONS if region.name == name)


def other(region):
    return next(one for one in SERVING if one is not region)
