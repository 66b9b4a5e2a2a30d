import Domain
import Ports
import Testing

@testable import PlanFile

@Suite struct NormalisationTests {
    /// The sample's runbook replaced, as `id(needs)`.
    private func steps(_ runbook: String) throws -> [String] {
        let head = try #require(SamplePlan.text.firstRange(of: "    runbook:")).lowerBound
        let text = SamplePlan.text[..<head] + "    runbook: [\(runbook)]"
        let reading = PlanFile.read(text: String(text), fileName: "x")
        let plan = try #require(reading.plan, "\(reading.findings)")
        return try #require(plan.scenarios.first).runbook.map {
            "\($0.id)(\($0.needs.map(\.rawValue).joined(separator: " ")))"
        }
    }

    @Test(arguments: [
        ("{id: a, uses: hook}, {id: d, uses: dns.failover, needs: a}", ["a()", "activate(a)", "d(a activate)"]),
        ("{id: d, uses: dns.failover}", ["activate()", "d(activate)"]),
        // The first by the order of work, not by the order of writing; and no DNS step goes before it.
        (
            "{id: e, uses: dns.failover, needs: d}, {id: d, uses: dns.failover, needs: a}, {id: a, uses: hook}",
            ["e(d activate)", "activate(a)", "d(a activate)", "a()"]
        ),
        (
            "{id: d, uses: dns.failover}, {id: e, uses: dns.failover}", ["activate()", "d(activate)", "e(activate)"]
        ),
        ("{id: a, uses: hook}, {id: b, uses: hook}", ["a()", "b()", "activate(a b)"]),
        ("{id: activate, uses: hook}, {id: d, uses: dns.failover}", ["activate()", "activate-2()", "d(activate-2)"]),
        ("{id: on, uses: activate}, {id: d, uses: dns.failover}", ["on()", "d()"]),
    ])
    func aRunbookThatMovesTheApplicationActivatesTheTarget(runbook: String, expected: [String]) throws {
        #expect(try steps(runbook) == expected)
    }

    @Test func aRunbookThatMovesNothingIsLeftAlone() throws {
        let text = SamplePlan.text.replacing("mode: automatic", with: "failover: false")
        let plan = try #require(PlanFile.read(text: text, fileName: "x").plan)
        #expect(plan.scenarios.first?.runbook.map(\.id) == ["warm", "dns"])
    }

    @Test(arguments: [
        ("scenarios.region-failure.runbook.0.with.hook", "warm}}"),
        ("scenarios.region-failure.runbook.1.uses", "{id: dns,"),
        ("scenarios.region-failure.runbook.2.with.record", "public, to"),
        ("scenarios.region-failure.runbook.2.retry.attempts", "{id: dns,"),
        ("dns.public.records.0.ttl", "5, values"),
        ("dns.public.records.0.values.east.0", "192.0.2.1]"),
        ("dns.public.records.0.values.north", "values: {"),
    ])
    func placesFollowWhatNormalisationMoved(path: String, expected: String) {
        let path = PlanPath(
            path.split(separator: ".").map { part in Int(part).map { .index($0) } ?? .name(String(part)) }
        )
        let place = PlanFile.read(text: SamplePlan.text, fileName: "x").places.place(of: path)
        #expect(place.rest(in: SamplePlan.text).hasPrefix(expected), "\(place)")
    }
}
