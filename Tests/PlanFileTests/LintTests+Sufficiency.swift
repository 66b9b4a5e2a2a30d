import Domain

@testable import Runbook

private let scenario = "scenarios.region-failure"
private let application = "application: shop"

extension LintTests {
    private static func objectives(_ text: String, _ expected: String...) -> LintSample {
        var sample = LintSample(application, "\(application)\nobjectives: {\(text)}")
        sample.expected = Set(expected)
        return sample
    }

    private static func database(_ text: String, _ expected: String...) -> LintSample {
        var sample = LintSample("checks:", "checks:\n  db: {\(text)}")
        sample.expected = Set(expected)
        return sample
    }

    /// An objective for the loss of data, and a check that is to measure it.
    private static func gauge(_ text: String, _ expected: String...) -> LintSample {
        let check = "checks:\n  lag: {\(text), measures: replication-lag}"
        var sample = LintSample("checks:", check, and: [[application, "\(application)\nobjectives: {rpo: 1m}"]])
        sample.expected = Set(expected)
        return sample
    }

    private static let second = """
          second:
            when: {verdict: unreachable}
            mode: approval
            failover: false
            runbook: [{id: a, uses: hook, with: {region: west, hook: h}}]
        communications:
        """

    /// Whether it is enough.
    static let sufficiencySamples: [LintSample] = [
        objectives("rto: 4h"),
        objectives("rto: 4h, max_tolerable_downtime: 1h", "error rto-unreachable objectives.rto"),
        objectives("rto: 10s", "error rto-unreachable \(scenario)"),
        // Two steps of a minute and the default activation between them.
        objectives("rto: 3m", "warning rto-at-risk \(scenario)"),
        objectives("rto: 4h, rpo: 1m", "warning loss-not-measured objectives.rpo"),
        gauge("uses: hook, with: {hook: lag}"),
        gauge("uses: hook, with: {hook: lag}, from: vantage", "error cannot-measure checks.lag.from"),
        gauge("uses: tcp, with: {host: db, port: 1}", "error cannot-measure checks.lag.measures"),
        gauge("uses: postgres.replication, with: {database: main}"),
        gauge("uses: postgres, with: {database: main}", "error cannot-measure checks.lag.measures"),
        database("uses: postgres, with: {database: main, latency_above: 2s, connections_above: 90, writes: false}"),
        database(
            "uses: postgres, with: {database: main}, from: [local, vantage]",
            "error own-database-only checks.db.from"
        ),
        database(
            "uses: postgres.replication, with: {database: main, fail_above: 15m}",
            "warning fails-with-its-source checks.db.with.fail_above"
        ),
        LintSample("communications:", second, "warning overlapping-scenarios scenarios.second.when"),
        LintSample(application, application, facts: LintFacts(lastDrills: [:]), "warning never-drilled \(scenario)"),
        LintSample(
            application,
            application,
            facts: LintFacts(lastDrills: ["region-failure": Timestamp(milliseconds: 0)])
        ),
        LintSample(
            "uses: webhook, with: {url: \"https://alerts.example.net/x\"}",
            "uses: log",
            "warning nobody-told communications"
        ),
        LintSample(
            "hook: warm}",
            "hook: warm, parameters: {db_password: hunter2}}",
            "error secret \(scenario).runbook[0].with.parameters.db_password"
        ),
        LintSample(
            "hook: warm}",
            "hook: warm, parameters: {k: \"-----BEGIN EC PRIVATE KEY-----\"}}",
            "error secret \(scenario).runbook[0].with.parameters.k"
        ),
        LintSample(
            "hook: warm}",
            "hook: warm, parameters: {k: AKIAIOSFODNN7EXAMPLE}}",
            "error secret \(scenario).runbook[0].with.parameters.k"
        ),
        LintSample(
            "alerts.example.net/x",
            "alerts.example.net/services/T0/B0/x7Hk2LpQ9vRt4WsZ8mNc3Bd6",
            "warning secret communications.channels.on-call.with.url"
        ),
        LintSample(
            "https://east.example.com",
            "https://me:pw@east.example.com",
            "error secret regions.east.endpoints.web"
        ),
    ]
}
