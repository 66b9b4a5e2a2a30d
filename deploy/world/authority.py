"""The cluster's own certificate authority, kept by `holdfast pki`."""

import json

from world.regions import CLUSTER


class Authority:
    def __init__(self, tool, directory):
        self.tool = tool
        self.directory = directory
        self.reports = {}

    def begin(self):
        self.tool.run("pki", "init", "--cluster", CLUSTER, "--dir", self.directory)

    def issue(self, kind, *name, **options):
        """A certificate for an agent, the controller or an operator; a later one for the same name renews it."""
        more = [part for option, value in options.items() for part in (f"--{option}", value)]
        renew = ["--renew"] if name[-1] in self.reports else []
        order = ["pki", "issue", kind, *name, *more, *renew, "--dir", self.directory, "--output", "json"]
        self.reports[name[-1]] = json.loads(self.tool.run(*order))

    def files(self, name):
        """The `tls` part of a configuration file."""
        report = self.reports[name]
        return {"certificate": report["certificate"], "key": report["key"], "trust": report["trust"],
                "revocation_list": report["revocationList"]}

    def serial(self, name):
        return self.reports[name]["serial"]

    def revoke(self, serial):
        self.tool.run("pki", "revoke", serial, "--dir", self.directory)
