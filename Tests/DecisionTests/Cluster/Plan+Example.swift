import Domain

extension Plan {
    /// Regions a (active), b (standby) and c (witness); a hook, then DNS, then a look.
    static func example(mode: Scenario.Mode = .automatic) -> Plan {
        Plan(
            application: "app",
            objectives: Objectives(rto: .seconds(3600), rpo: .seconds(900)),
            regions: [
                PlannedRegion(id: "a", role: .active, endpoints: ["web": "http://a"]),
                PlannedRegion(id: "b", role: .standby, endpoints: ["web": "http://b"]),
                PlannedRegion(id: "c", role: .witness),
            ],
            detection: Detection(
                reportEvery: .milliseconds(500),
                silenceAfter: .seconds(2),
                confirm: .seconds(3),
                recover: .seconds(5),
                lease: LeaseTerms(ttl: .seconds(3), fenceTimeout: .seconds(1)),
                proposalDeadline: .seconds(20)
            ),
            checks: [
                CheckDefinition(
                    id: "web",
                    uses: "http",
                    with: ["url": "{{region.endpoints.web}}"],
                    every: .milliseconds(500),
                    timeout: .milliseconds(500),
                    isCritical: true,
                    from: [.local, .vantage]
                ),
                CheckDefinition(id: "ready", uses: "hook", every: .milliseconds(500), timeout: .milliseconds(500)),
            ],
            scenarios: [
                Scenario(
                    id: "region-failure",
                    when: Trigger(verdicts: [.failed, .unreachable]),
                    mode: mode,
                    movesRegion: true,
                    runbook: [
                        Step(
                            id: "deploy",
                            action: Action(uses: "hook", with: ["region": "{{target}}", "hook": "deploy"])
                        ),
                        Step(id: "activate", action: Action(uses: "activate"), needs: ["deploy"]),
                        Step(
                            id: "dns",
                            action: Action(uses: "dns.failover", with: ["record": "public", "to": "{{target}}"]),
                            needs: ["activate"]
                        ),
                        Step(
                            id: "smoke",
                            action: Action(uses: "http.verify", with: ["url": "http://app"]),
                            needs: ["dns"]
                        ),
                    ]
                )
            ],
            communications: Communications(channels: [Channel(id: "ops", uses: "log")])
        )
    }
}

extension Plan {
    /// The example with a check that tells how far the standby is behind.
    static func measured() -> Plan {
        var plan = Plan.example()
        plan.checks.append(
            CheckDefinition(
                id: "lag",
                uses: "hook",
                every: .milliseconds(500),
                timeout: .milliseconds(500),
                measures: .replicationLag
            )
        )
        return plan
    }
}

extension Cluster {
    /// Two agents a region, everything healthy, the example plan applied.
    static func healthy(_ plan: Plan = .example()) -> Cluster {
        let cluster = Cluster()
        cluster.serving = ["a", "b"]
        for region in ["a", "b", "c"] as [RegionID] {
            for number in 1...2 { cluster.addAgent(AgentID("\(region)\(number)"), in: region) }
        }
        cluster.apply(plan)
        cluster.run(for: .seconds(15))
        return cluster
    }
}
