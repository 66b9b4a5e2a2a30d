import Domain

extension Setting {
    /// The plan of one application. Another draft differs in what does not matter, so that applying it is a real change.
    func plan(of application: ApplicationID, draft: Int = 1) -> Plan {
        Plan(
            application: application,
            priority: applications.firstIndex(of: application) ?? 0,
            objectives: Objectives(rto: .seconds(3600), rpo: rpo),
            regions: regions.map { PlannedRegion(id: $0.id, role: $0.role, endpoints: endpoints(of: $0, application)) },
            detection: detection(draft: draft),
            checks: checks(draft: draft),
            dns: [group(of: application)],
            scenarios: [scenario(of: application)],
            communications: Communications(channels: [Channel(id: "people", uses: "log")])
        )
    }

    private func detection(draft: Int) -> Detection {
        var detection = detection
        if draft > 1, isPlanted(.shorterLeaseCountsAtOnce) { detection.lease.ttl = .seconds(2) }
        if draft > 1, PlantedBug.sought == .grantsBeforeItIsStored { detection.lease.ttl = .seconds(14) }
        return detection
    }

    private func endpoints(of region: Region, _ application: ApplicationID) -> [String: String] {
        region.role == .witness ? [:] : ["web": "http://\(region.id).\(application).example.com"]
    }

    private func checks(draft: Int) -> [CheckDefinition] {
        [
            CheckDefinition(
                id: "web",
                uses: "http",
                with: ["url": "{{region.endpoints.web}}/health"],
                every: detection.reportEvery,
                timeout: max(.milliseconds(500), detection.reportEvery - .milliseconds(draft)),
                isCritical: true,
                from: [.local, .vantage]
            ),
            CheckDefinition(
                id: "ready",
                uses: "hook",
                with: ["hook": "ready", "parameters": .table(["address": "{{region.endpoints.web}}"])],
                every: detection.reportEvery * 2,
                timeout: .milliseconds(500),
                measures: .replicationLag
            ),
        ]
    }

    private func group(of application: ApplicationID) -> DNSGroup {
        let key = record(of: application)
        let values = Dictionary(uniqueKeysWithValues: databaseRegions.map { ($0, [address(of: $0)]) })
        return DNSGroup(
            id: "public",
            uses: "rfc2136",
            with: ["server": "192.0.2.250", "zone": "example.com", "key_file": "/etc/holdfast/dns.key"],
            records: [DNSRecordPlan(name: key.name, type: key.type, ttl: NameServers.ttl, values: values)]
        )
    }

    private var drain: [Step] {
        guard needsSource else { return [] }
        let action = Action(uses: "hook", with: ["region": "{{source}}", "hook": "drain"])
        return [Step(id: "drain", action: action, timeout: .seconds(5))]
    }

    private func scenario(of application: ApplicationID) -> Scenario {
        Scenario(
            id: "region-failure",
            when: Trigger(verdicts: [.failed, .unreachable]),
            mode: mode,
            movesRegion: true,
            runbook: drain + [
                Step(
                    id: "deploy",
                    action: Action(uses: "hook", with: ["region": "{{target}}", "hook": "deploy"]),
                    needs: drain.map(\.id),
                    timeout: .seconds(10),
                    retry: RetryPolicy(attempts: 3)
                ),
                Step(id: "activate", action: Action(uses: "activate"), needs: ["deploy"]),
                Step(
                    id: "dns",
                    action: Action(uses: "dns.failover", with: ["record": "public", "to": "{{target}}"]),
                    needs: ["activate"],
                    timeout: .seconds(10),
                    retry: RetryPolicy(attempts: 5)
                ),
                Step(
                    id: "smoke",
                    action: Action(
                        uses: "http.verify",
                        with: ["url": .text("http://\(application).example.com/health")]
                    ),
                    needs: ["dns"],
                    timeout: .seconds(10),
                    retry: RetryPolicy(attempts: 3)
                ),
            ]
        )
    }
}
