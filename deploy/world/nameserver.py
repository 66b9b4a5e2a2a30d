"""The zone's primary and its secondary: two real BINDs."""

import base64
import os
import shutil
import time

from world.dns import ask
from world.programs import Failure
from world.regions import INTERNET, NAME, PRIMARY, SECONDARY, SERVING

KEY_FILE = "update.key"
# Where each of the two stands: outside every region, unless a world knows better.
OUTSIDE = {"primary": INTERNET, "secondary": INTERNET}

ZONE = """$ORIGIN {name}.
$TTL 300
@ IN SOA ns1 hostmaster 1 3600 600 86400 60
@ IN NS ns1
@ IN NS ns2
ns1 IN A {primary}
ns2 IN A {secondary}
@ 2 IN A {active}
"""

CONFIGURATION = """
include "{directory}/{key_file}";
options {{
    directory "{directory}/{role}"; pid-file none; session-keyfile none; lock-file none;
    listen-on port 53 {{ {address}; }}; listen-on-v6 {{ none; }};
    query-source address {address}; notify-source {address}; transfer-source {address};
    recursion no; dnssec-validation no; allow-transfer {{ {primary}; {secondary}; }};
    notify explicit; also-notify {{ {secondary}; }}; notify-delay 0; serial-query-rate 1000;
}};
controls {{ }};
zone "{name}" {{ {zone} }};
"""


def start(directory, units, homes):
    # AppArmor's profile for /usr/sbin/named would keep it away from this directory.
    program = shutil.copy("/usr/sbin/named", directory / "named")
    secret = base64.b64encode(os.urandom(32)).decode()
    (directory / KEY_FILE).write_text(f'key "holdfast" {{ algorithm hmac-sha256; secret "{secret}"; }};\n')
    roles = {
        "primary": (PRIMARY, 'type primary; file "zone"; allow-update { key holdfast; };'),
        "secondary": (SECONDARY, f'type secondary; file "zone"; notify no; primaries {{ {PRIMARY}; }};'),
    }
    for role, (address, zone) in roles.items():
        (directory / role).mkdir()
        if role == "primary":
            text = ZONE.format(name=NAME, primary=PRIMARY, secondary=SECONDARY, active=SERVING[0].address)
            (directory / role / "zone").write_text(text)
        file = directory / role / "named.conf"
        file.write_text(CONFIGURATION.format(
            directory=directory, key_file=KEY_FILE, role=role, address=address, primary=PRIMARY, secondary=SECONDARY,
            name=NAME, zone=zone))
        name = f"named-{role}"
        units.add(name, homes[role], [program, "-g", "-n", "1", "-c", file])
        units.start(name)
        wait_until_it_answers(units.named(name).program, address)


def wait_until_it_answers(named, address):
    end = time.monotonic() + 15
    while not ask(address, NAME).addresses:
        if time.monotonic() > end or not named.is_running:
            raise Failure(f"BIND at {address} does not answer:\n{named.last_words()}")
        time.sleep(0.05)
