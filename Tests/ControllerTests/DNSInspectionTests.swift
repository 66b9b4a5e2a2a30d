import Domain
import InMemoryPorts
import Ports
import Runbook
import Synchronization
import Testing

@testable import Controller

/// DESIGN 3.4: whoever looks what became of a change of DNS asks every name server too, not the primary alone.
@Suite struct DNSInspectionTests {
    /// Time passes as soon as somebody waits for it.
    private final class HastyTime: TimeSource {
        private let instant = Mutex(Instant(sinceBoot: .seconds(1000)))

        var now: Moment { Moment(instant: instant.withLock { $0 }, wall: Timestamp(milliseconds: 1_700_000_000_000)) }
        func sleep(until end: Instant) async throws { instant.withLock { $0 = max($0, end) } }
    }

    private static let record = DNSRecordKey(name: "app.example.com", type: .a)
    private let dns = InMemoryDNSProvider(DNSZoneModel(DNSName("example.com") ?? .root), servers: ["ns1", "ns2"])

    private func write(_ value: String, epoch: Epoch, region: RegionID) {
        dns.edit { zone in
            zone.put([value], at: Self.record, ttl: .seconds(5))
            zone.putToken(
                DNSToken(application: "app", epoch: epoch, region: region).description,
                beside: Self.record.name
            )
        }
    }

    private func look() async -> Execution.Inspection {
        let group = DNSGroup(
            id: "public",
            uses: "rfc2136",
            with: ["zone": "example.com"],
            records: [
                DNSRecordPlan(
                    name: Self.record.name,
                    type: .a,
                    ttl: .seconds(5),
                    values: ["a": ["192.0.2.1"], "b": ["192.0.2.2"]]
                )
            ]
        )
        let action = Action(uses: "dns.failover", with: ["record": "public", "to": "b"])
        let step = Step(id: "dns", action: action, timeout: .seconds(30))
        let header = ExecutionHeader(
            id: "app-1",
            application: "app",
            scenario: "region-failure",
            planVersion: 1,
            kind: .automatic,
            epoch: 2,
            source: "a",
            target: "b",
            incident: nil,
            runbook: [step]
        )
        let order = StepOrder(
            key: HookKey(execution: "app-1", step: "dns", attempt: 1),
            isCompensation: false,
            action: action,
            step: step,
            header: header
        )
        let bench = ControllerBench()
        let ports = ControllerPorts(
            time: HastyTime(),
            store: bench.store,
            gateway: bench.gateway,
            plans: NoPlans(),
            dns: InMemoryDNS([dns]),
            notifiers: bench.notifier,
            web: bench.web
        )
        var part = PlanPart(order, of: nil)
        part.group = group
        return await StepWork(ports: ports, part: part).inspect(order)
    }

    @Test func aChangeIsDoneWhenEveryServerAnswersIt() async {
        write("192.0.2.1", epoch: 1, region: "a")
        #expect(await look() == .notDone)
        dns.hold("ns2")
        write("192.0.2.2", epoch: 2, region: "b")
        guard case .failed(let reason) = await look() else {
            Issue.record("the primary alone has the change")
            return
        }
        #expect(reason.contains("ns2 still answers 192.0.2.1"))
        dns.catchUp("ns2")
        guard case .done = await look() else {
            Issue.record("every server answers the change")
            return
        }
    }
}
