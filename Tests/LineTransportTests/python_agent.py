#!/usr/bin/python3
"""A small agent in another language: says hello, reports once, prints the ack, says bye.

It uses nothing of Holdfast but the files in Protos, from which protoc makes its classes when it starts.
"""

import argparse
import glob
import importlib
import socket
import ssl
import subprocess
import sys
import tempfile


def frame_class(protos):
    """Generates the classes into a folder that is gone when the program ends, and gives that of Frame."""
    folder = tempfile.TemporaryDirectory(prefix="holdfast-python-")
    files = glob.glob(protos + "/holdfast/v1/*.proto")
    subprocess.run(["protoc", f"--proto_path={protos}", f"--python_out={folder.name}", *files], check=True)
    sys.path.insert(0, folder.name)
    frame = importlib.import_module("holdfast.v1.frame_pb2").Frame
    folder.cleanup()
    return frame


def connect(arguments):
    context = ssl.create_default_context(ssl.Purpose.SERVER_AUTH, cafile=arguments.authority)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    # A controller is known by the URI in its certificate, not by the name of its host.
    context.check_hostname = False
    context.load_cert_chain(arguments.certificate, arguments.key)
    connection = context.wrap_socket(socket.create_connection(("127.0.0.1", arguments.port), timeout=30))
    names = [value for kind, value in connection.getpeercert()["subjectAltName"] if kind == "URI"]
    assert len(names) == 1 and names[0].split("/")[3] == "controller", names
    return connection


def report(frame):
    message = frame()
    message.report.process = 1
    message.report.number = 1
    message.report.assignment_version = 2**64 - 1
    check = message.report.checks.add(application="printapp", check="api", subject="us-east-1", has_been_up=True)
    check.status = check.STATUS_UP
    check.latest.outcome = check.latest.OUTCOME_PASSED
    check.latest.summary = "HTTP 200 – gut"
    check.latest.took.FromMilliseconds(12)
    check.latest.figures["connect_ms"] = 1.5
    check.age.FromMilliseconds(250)
    message.report.leases.add(application="printapp", highest_epoch=3, fenced_since=1, margin=-2)
    return message


def main():
    parser = argparse.ArgumentParser()
    for name in ("--protos", "--authority", "--certificate", "--key"):
        parser.add_argument(name, required=True)
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    frame = frame_class(arguments.protos)
    from google.protobuf import json_format

    connection = connect(arguments)
    stream = connection.makefile("rw", encoding="utf-8", newline="\n")

    def send(message):
        stream.write(json_format.MessageToJson(message, indent=None) + "\n")
        stream.flush()

    hello = frame()
    hello.hello.process = 1
    hello.hello.version = "python"
    hello.hello.hooks.append("deploy")
    send(hello)
    send(report(frame))

    answer = json_format.Parse(stream.readline(), frame(), ignore_unknown_fields=True)
    assert answer.WhichOneof("frame") == "ack", answer
    lease = answer.ack.leases[0]
    proposal = lease.open_proposal if lease.HasField("open_proposal") else None
    print(
        f"ack process={answer.ack.process} number={answer.ack.number}"
        f" every={answer.ack.report_every.ToMilliseconds() / 1000} epoch={lease.grant.epoch}"
        f" members={','.join(lease.grant.controller_set.members)} over={lease.grant.proposals_over}"
        f" proposal={proposal}",
        flush=True,
    )

    bye = frame()
    bye.bye.process = 1
    bye.bye.back_within.FromSeconds(60)
    send(bye)
    connection.unwrap()


if __name__ == "__main__":
    main()
