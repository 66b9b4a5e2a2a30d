import Domain
import Ports
import Testing

@testable import PlanFile

@Suite struct PlanFileTests {
    @Test func theSampleBecomesAPlanWithDefaultsFilledIn() throws {
        let reading = PlanFile.read(text: SamplePlan.text, fileName: "shop.yaml")
        let plan = try #require(reading.plan, "\(reading.findings)")
        #expect(plan.application == "shop")
        #expect(plan.fencing == .lease && plan.detection == Detection() && plan.objectives == Objectives())
        #expect(plan.regions.map(\.id) == ["east", "west", "north"])
        #expect(plan.check("web")?.from == [.local, .vantage])
        let record = DNSRecordPlan(
            name: "shop.example.com",
            type: .a,
            ttl: .seconds(5),
            values: ["east": ["192.0.2.1"], "west": ["192.0.2.2"]]
        )
        #expect(plan.dnsGroup("public")?.records == [record])
        let scenario = try #require(plan.scenario("region-failure"))
        #expect(scenario.movesRegion && scenario.mode == .automatic)
    }

    @Test func everyKeyOfTheLanguageIsRead() throws {
        let text = """
            version: 1
            application: shop
            priority: 3
            objectives: {rto: 1h, rpo: 15m, max_tolerable_downtime: 4h}
            regions: {east: {role: active}, west: {role: standby}}
            fencing: none
            detection:
              {report_every: 2s, silence_after: 7s, confirm: 8s, recover: 9s, lease: {ttl: 10s, fence_timeout: 3s},
              cool_down: 11m, proposal_deadline: 12s}
            checks:
              db: {uses: tcp, with: {host: db, port: 5432}, every: 3s, timeout: 1s, critical: true, from: vantage,
                down_after: 4, up_after: 6, measures: replication-lag}
            scenarios:
              slow:
                when: {region: active, verdict: degraded, checks: [db], for: 30s}
                runbook:
                  - id: a
                    uses: hook
                    with: {region: east, hook: h, parameters: {n: 5, v: 1.10, on: true, name: "007"}}
                    outputs: [x]
                  - id: b
                    uses: hook
                    needs: [a]
                    if: steps.a.outputs.x == "1"
                    timeout: 90s
                    retry: {attempts: 3, backoff: 2s, longest_backoff: 1m}
                    on_failure: compensate
                    compensate: {uses: hook, with: {region: east, hook: undo}}
            communications: {channels: {log: {uses: log}}}
            """
        let reading = PlanFile.read(text: text, fileName: "shop.yaml")
        let plan = try #require(reading.plan, "\(reading.findings)")
        #expect(plan.priority == 3 && plan.fencing == .none)
        #expect(
            plan.objectives
                == Objectives(rto: .seconds(3600), rpo: .seconds(900), maxTolerableDowntime: .seconds(14_400))
        )
        #expect(
            plan.detection
                == Detection(
                    reportEvery: .seconds(2),
                    silenceAfter: .seconds(7),
                    confirm: .seconds(8),
                    recover: .seconds(9),
                    lease: LeaseTerms(ttl: .seconds(10), fenceTimeout: .seconds(3)),
                    coolDown: .seconds(660),
                    proposalDeadline: .seconds(12)
                )
        )
        #expect(
            plan.checks == [
                CheckDefinition(
                    id: "db",
                    uses: "tcp",
                    with: ["host": "db", "port": 5432],
                    every: .seconds(3),
                    timeout: .seconds(1),
                    isCritical: true,
                    from: [.vantage],
                    downAfter: 4,
                    upAfter: 6,
                    measures: .replicationLag
                )
            ]
        )
        let settings: Parameters = ["n": 5, "v": "1.10", "on": true, "name": "007"]
        let slow = Scenario(
            id: "slow",
            when: Trigger(verdicts: [.degraded], checks: ["db"], standing: .seconds(30)),
            mode: .approval,
            movesRegion: false,
            runbook: [
                Step(
                    id: "a",
                    action: Action(
                        uses: "hook",
                        with: ["region": "east", "hook": "h", "parameters": .table(settings)]
                    ),
                    outputs: ["x"]
                ),
                Step(
                    id: "b",
                    action: Action(uses: "hook"),
                    needs: ["a"],
                    condition: #"steps.a.outputs.x == "1""#,
                    timeout: .seconds(90),
                    retry: RetryPolicy(attempts: 3, backoff: .seconds(2), longestBackoff: .seconds(60)),
                    onFailure: .compensate,
                    compensation: Action(uses: "hook", with: ["region": "east", "hook": "undo"])
                ),
            ]
        )
        #expect(plan.scenarios == [slow])
        #expect(plan.communications.channels == [Channel(id: "log", uses: "log")])
    }

    @Test func onlyTheLossOfTheRegionMovesTheApplicationByDefault() throws {
        let cases: [(when: String, moves: Bool)] = [
            ("when: {verdict: failed}", true),
            ("when: {verdict: [failed, unreachable]}", true),
            ("when: {verdict: [failed, degraded]}", false),
            ("when: {verdict: []}", false),
            ("when: {verdict: failed}\n    failover: false", false),
            ("when: {verdict: degraded}\n    failover: true", true),
        ]
        for (when, moves) in cases {
            let text = SamplePlan.text.replacing("when: {verdict: [failed, unreachable]}", with: when)
            let plan = try #require(PlanFile.read(text: text, fileName: "x").plan, "\(when)")
            #expect(plan.scenarios.first?.movesRegion == moves, "\(when)")
        }
    }
}
