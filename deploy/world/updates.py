"""A stranger with the key who changes the zone by dynamic updates (RFC 2136)."""

from world import nameserver
from world.programs import run
from world.regions import NAME, PRIMARY, TOKEN_NAME


def update(directory, *lines):
    """Sends lines of nsupdate in one message."""
    text = "\n".join([f"server {PRIMARY}", f"zone {NAME}", *lines, "send", ""])
    run("nsupdate", "-k", directory / nameserver.KEY_FILE, input=text)


def set_address(directory, *addresses):
    update(directory, f"update delete {NAME} A", *(f"update add {NAME} 2 A {address}" for address in addresses))


def set_token(directory, text):
    update(directory, f"update delete {TOKEN_NAME} TXT", f'update add {TOKEN_NAME} 2 TXT "{text}"')


def remove_token(directory):
    update(directory, f"update delete {TOKEN_NAME} TXT")
