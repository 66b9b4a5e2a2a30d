import Domain

@testable import Runbook

private let scenario = "scenarios.region-failure"
private let application = "application: shop"

extension LintTests {
    private static func detection(_ text: String, _ expected: String...) -> LintSample {
        var sample = LintSample(application, "\(application)\ndetection: {\(text)}")
        sample.expected = Set(expected)
        return sample
    }

    private static func agents(_ east: Int, hooks: [HookName] = ["warm"], fence: FenceDescription? = nil) -> LintFacts {
        let regions: [(RegionID, Int)] = [("east", east), ("west", 2), ("north", 2)]
        let agents = regions.flatMap { region, number in
            (0..<number).map { index in
                LintFacts.Agent(id: AgentID("\(region)-\(index)"), region: region, hooks: hooks, fence: fence)
            }
        }
        return LintFacts(agents: agents)
    }

    private static func fence(_ bound: Duration = .seconds(2), kind: String = "command", defect: String? = nil)
        -> FenceDescription
    {
        FenceDescription(application: "shop", kind: kind, bound: bound, defect: defect)
    }

    /// Whether a region is judged soundly.
    static let judgementSamples: [LintSample] = [
        detection("report_every: 0s", "error not-positive detection.report_every"),
        detection(
            "lease: {ttl: 0s}",
            "error not-positive detection.lease.ttl",
            "error lease-too-short detection.lease.ttl"
        ),
        LintSample("critical: true", "critical: true, every: 0s", "error not-positive checks.web.every"),
        LintSample("{id: warm,", "{id: warm, timeout: 0s,", "error not-positive \(scenario).runbook[0].timeout"),
        LintSample(
            application,
            "\(application)\nobjectives: {rto: 0s}",
            "error not-positive objectives.rto",
            "error rto-unreachable \(scenario)"
        ),
        // 3 × 1 s + 100 ms is the least.
        detection("lease: {ttl: 3099ms}", "error lease-too-short detection.lease.ttl"),
        detection("lease: {ttl: 3100ms}"),
        // (5 s + 2 s) × 1.01 / 0.99 + 400 ms is 7541 ms and a fraction.
        detection("proposal_deadline: 7541ms", "error deadline-too-short detection.proposal_deadline"),
        detection("proposal_deadline: 7542ms"),
        detection("silence_after: 1s", "error silence-too-short detection.silence_after"),
        detection("silence_after: 1999ms", "warning silence-too-short detection.silence_after"),
        detection("silence_after: 2s"),
        detection("confirm: 3099ms", "warning confirm-too-short detection.confirm"),
        detection("confirm: 3100ms"),
        detection("recover: 3s", "warning recover-too-short detection.recover"),
        LintSample("critical: true", "critical: true, down_after: 0", "error bad-threshold checks.web.down_after"),
        LintSample("critical: true", "critical: true, up_after: 1", "warning bad-threshold checks.web.up_after"),
        LintSample(
            "from: [local, vantage]",
            "from: []",
            "error runs-nowhere checks.web.from",
            "error no-vantage-check checks"
        ),
        LintSample("{{region.endpoints.web}}", "https://example.com", "warning not-regional checks.web.with"),
        LintSample(
            "checks:\n",
            "checks:\n"
                + (1...31).map { "  c\($0): {uses: hook, with: {hook: \"{{region}}\"}, from: vantage}\n" }.joined(),
            "error too-many-checks checks"
        ),
        LintSample(
            "[failed, unreachable]",
            "[failed, healthy]",
            and: [["mode:", "failover: true\n    mode:"]],
            "error bad-trigger \(scenario).when.verdict[1]"
        ),
        LintSample(
            "[failed, unreachable]",
            "[failed, isolated]",
            and: [["mode:", "failover: true\n    mode:"]],
            "error bad-trigger \(scenario).when.verdict[1]"
        ),
        LintSample("[failed, unreachable]", "[failed, isolated]", and: [["mode: automatic", "failover: true"]]),
        LintSample(
            "[failed, unreachable]",
            "[failed, degraded], for: 4s",
            and: [["mode:", "failover: true\n    mode:"]],
            "warning degraded-moves \(scenario).when.verdict"
        ),
        LintSample(
            "[failed, unreachable]",
            "degraded, for: 3s",
            and: [["mode: automatic", "failover: true"]],
            "error for-too-short \(scenario).when.for",
            "warning not-covered scenarios"
        ),
        LintSample(
            "[failed, unreachable]",
            "degraded",
            and: [["mode: automatic", "failover: true"]],
            "error for-too-short \(scenario).when.for",
            "warning not-covered scenarios"
        ),
        LintSample("unreachable]}", "unreachable], checks: [web]}", "warning bad-trigger \(scenario).when.checks"),
        LintSample(
            "unreachable]}",
            "unreachable], checks: [x]}",
            "error unknown-check \(scenario).when.checks[0]",
            "warning bad-trigger \(scenario).when.checks"
        ),
        LintSample(
            "[failed, unreachable]}",
            "[failed, degraded], checks: [slow], for: 4s}",
            and: [
                ["mode: automatic", "failover: true"],
                ["checks:\n", "checks:\n  slow: {uses: hook, with: {hook: slow}}\n"],
            ],
            "warning bad-trigger \(scenario).when.checks[0]"
        ),
        LintSample("  north: {role: witness}\n", "", "error needs-approval \(scenario).mode"),
        LintSample("  north: {role: witness}\n", "", and: [["mode: automatic", "mode: approval"]]),
        LintSample(
            application,
            "\(application)\nfencing: none",
            "error needs-approval \(scenario).mode",
            "warning fencing-cost fencing"
        ),
        LintSample(
            application,
            "\(application)\nfencing: none",
            and: [["mode: automatic", "mode: approval"]],
            "warning fencing-cost fencing"
        ),
        LintSample("critical: true", "critical: false", "error no-vantage-check checks"),
        LintSample("[local, vantage]", "local", "error no-vantage-check checks"),
        LintSample(application, application, facts: agents(2, fence: fence())),
        LintSample(application, application, facts: agents(1, fence: fence()), "error too-few-agents regions.east"),
        LintSample(
            application,
            application,
            facts: agents(2),
            "error no-fence regions.east",
            "error no-fence regions.west"
        ),
        LintSample(
            application,
            application,
            facts: agents(2, fence: fence(.seconds(3))),
            "error bad-fence regions.east",
            "error bad-fence regions.west"
        ),
        LintSample(
            application,
            application,
            facts: agents(2, fence: fence(defect: "no watchdog")),
            "error bad-fence regions.east",
            "error bad-fence regions.west"
        ),
        LintSample(
            application,
            application,
            facts: agents(2, fence: fence(kind: "nftables")),
            "note fence-coverage regions.east",
            "note fence-coverage regions.west"
        ),
        LintSample(
            application,
            application,
            facts: agents(2, hooks: [], fence: fence()),
            "error unknown-hook \(scenario).runbook[0].with.hook"
        ),
        LintSample(
            "uses: hook, with: {region: \"{{target}}\", hook: warm}",
            "uses: postgres.promote, with: {region: \"{{target}}\", database: main}",
            facts: agents(2, hooks: ["postgres.promote.main"], fence: fence())
        ),
        LintSample(
            "{id: warm, uses: hook, with: {region: \"{{target}}\", hook: warm}}",
            "{id: promote, uses: postgres.promote, with: {region: \"{{target}}\", database: main}}",
            and: [["to: \"{{target}}\"}, needs: warm}", "to: \"{{target}}\"}}"]],
            "warning dns-before-promotion \(scenario).runbook[2].needs"
        ),
        LintSample(
            "uses: hook, with: {region: \"{{target}}\", hook: warm}",
            "uses: postgres.rejoin, with: {region: \"{{target}}\", database: main}",
            facts: agents(2, hooks: ["postgres.rejoin.main"], fence: fence()),
            "error rejoins-target \(scenario).runbook[0].with.region",
            "warning clients-wait-for-rejoin \(scenario).runbook[2].needs"
        ),
        LintSample(
            "{id: warm, uses: hook, with: {region: \"{{target}}\", hook: warm}}",
            "{id: warm, uses: notify, with: {channel: on-call, text: hello}}",
            and: [["checks:\n", "checks:\n  lag: {uses: postgres.replication, with: {database: main}}\n"]],
            "warning not-promoted \(scenario).runbook",
            "note not-fenced \(scenario).runbook[0].uses"
        ),
        LintSample(
            "uses: hook, with: {region: \"{{target}}\", hook: warm}",
            "uses: postgres.promote, with: {region: \"{{target}}\", database: other}",
            facts: agents(2, hooks: ["postgres.promote.main"], fence: fence()),
            "error unknown-hook \(scenario).runbook[0].with.database"
        ),
        LintSample(
            "checks:\n",
            "checks:\n  db: {uses: postgres, with: {database: main}}\n",
            facts: agents(2, hooks: ["warm", "postgres.promote.main"], fence: fence())
        ),
        LintSample(
            "checks:\n",
            "checks:\n  db: {uses: postgres, with: {database: main}}\n",
            facts: agents(2, hooks: ["warm", "postgres.promote.other"], fence: fence()),
            "error unknown-database checks.db.with.database"
        ),
        LintSample(
            "uses: hook, with: {region: \"{{target}}\", hook: warm}",
            "uses: postgres.promote, with: {region: \"{{source}}\", database: main}",
            "warning depends-on-source \(scenario).runbook[0].with.region"
        ),
        LintSample(
            "uses: http, with: {url: \"{{region.endpoints.web}}\"}",
            "uses: hook, with: {hook: \"look\"}",
            facts: agents(2, fence: fence()),
            "error unknown-hook checks.web.with.hook"
        ),
        LintSample(
            application,
            application,
            facts: LintFacts(controllers: ["a": "east", "b": "east", "c": "west"]),
            "error controller-placement regions.east"
        ),
        LintSample(application, application, facts: LintFacts(controllers: ["a": "east", "b": "west", "c": "north"])),
        LintSample(
            application,
            application,
            facts: LintFacts(controllers: ["a": "west"]),
            "error controller-placement regions.west",
            "warning controller-placement regions",
            "warning lease-too-short detection.lease.ttl"
        ),
        LintSample(
            application,
            "\(application)\ndetection: {lease: {ttl: 15s}}",
            facts: LintFacts(controllers: ["a": "north"]),
            "warning controller-placement regions"
        ),
    ]
}
