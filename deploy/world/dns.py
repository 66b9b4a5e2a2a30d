"""One DNS question for an address (RFC 1035), as a customer's resolver asks it."""

import os
import socket
import struct
from typing import NamedTuple


class Answer(NamedTuple):
    addresses: list
    ttl: int


NO_ANSWER = Answer([], 0)


def ask(server, name, timeout=1.0):
    """The A records of a name; without addresses where no good answer comes in time."""
    number = os.urandom(2)
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    question = labels + b"\0" + struct.pack(">HH", 1, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        link.settimeout(timeout)
        try:
            link.connect((server, 53))
            link.send(number + struct.pack(">HHHHH", 0x0100, 1, 0, 0, 0) + question)
            return parse(link.recv(4096), number, 12 + len(question))
        except (OSError, struct.error, IndexError):
            return NO_ANSWER


def parse(message, number, start):
    flags, _, answers = struct.unpack(">HHH", message[2:8])
    if message[:2] != number or flags & 0x000F:
        return NO_ANSWER
    addresses, ttl, place = [], 0, start
    for _ in range(answers):
        place = after_name(message, place)
        kind, _, seconds, length = struct.unpack(">HHIH", message[place:place + 10])
        if kind == 1:
            addresses.append(socket.inet_ntoa(message[place + 10:place + 14]))
            ttl = seconds
        place += 10 + length
    return Answer(addresses, ttl)


def after_name(message, place):
    while True:
        length = message[place]
        if length & 0xC0:
            return place + 2
        place += 1 + length
        if length == 0:
            return place
