import Decision
import Domain
import Ports
import Runbook
import Synchronization
import Testing

@testable import Controller

/// DESIGN S3: what nothing outside refuses is called only while leadership was confirmed less than `effect_window` ago, 10 s.
@Suite struct EffectWindowTests {
    private static let page = PendingNotification(
        notification: Notification(
            deduplicationKey: "k",
            severity: .page,
            application: nil,
            incident: nil,
            title: "test",
            details: [],
            at: Timestamp(milliseconds: 0)
        ),
        channel: Channel(id: "ops", uses: "log")
    )

    @Test func nothingIsSentByAProcessThatDoesNotLead() async throws {
        let bench = ControllerBench(members: ["c1", "c2"])
        bench.memory.moveLeadership(to: "c2")
        try await bench.run {
            try await bench.wait(until: { await bench.controller.process != nil }, "c1 never starts")
            let failure = await bench.controller.deliver(Self.page)
            #expect(failure?.mayRetry == true)
            #expect(failure?.reason.contains("leadership was not confirmed") == true)
        }
        #expect(bench.notifier.titles.isEmpty)
    }

    /// The board would tell; but it is late, and nothing was committed for a while.
    @Test func aLeaderThatHasLostItsLeadershipUnheardAsksFirstAndSendsNothing() async throws {
        let bench = ControllerBench(members: ["c1", "c2"], isDeaf: true)
        try await bench.run {
            try await bench.waitUntilItLeads()
            #expect(await bench.controller.deliver(Self.page) == nil)
            bench.memory.moveLeadership(to: "c2")
            bench.time.advance(by: .seconds(6))
            #expect(await bench.controller.deliver(Self.page) != nil)
            #expect(await bench.controller.term == nil, "it has stepped down")
        }
        #expect(bench.notifier.titles == ["test"])
    }

    @Test func aStoreThatDoesNotAnswerConfirmsNothing() async throws {
        let bench = ControllerBench()
        try await bench.run {
            try await bench.waitUntilItLeads()
            bench.time.advance(by: .seconds(6))
            bench.memory.fail(next: .campaign, with: .unavailable)
            #expect(await bench.controller.deliver(Self.page) != nil)
            #expect(bench.notifier.titles.isEmpty)
            #expect(await bench.controller.deliver(Self.page) == nil)
        }
        #expect(bench.notifier.titles == ["test"])
    }

    @Test func aCallThatOutlastsTheWindowIsCutOff() async throws {
        let bench = ControllerBench()
        try await bench.run {
            try await bench.waitUntilItLeads()
            let begun = bench.time.now.instant
            let watch = OutcomeWatch()
            @Sendable func call() async {
                watch.note(
                    await bench.controller.whileLeading { () -> Result<Void, PortError> in
                        try? await bench.time.sleep(until: begun + .seconds(3600))
                        return .failure(PortError(.unavailable, "cancelled"))
                    }
                )
            }
            async let calling: Void = call()
            try await bench.wait(until: { watch.outcome != nil }, "it is never cut off")
            await calling
            guard case .failure(let error)? = watch.outcome else {
                Issue.record("it was not cut off")
                return
            }
            #expect(error.code == .outcomeUnknown)
            #expect(bench.time.now.instant - begun <= .milliseconds(10_200))
        }
    }

    /// A step that is fenced by what it acts on needs no window; one that is not, does.
    @Test(arguments: [("notify", true), ("http.verify", false)])
    func onlyStepsThatNothingFencesNeedTheWindow(uses: String, isHeldBack: Bool) async throws {
        let bench = ControllerBench(members: ["c1", "c2"])
        bench.memory.moveLeadership(to: "c2")
        let step = Step(id: "s", action: Action(uses: uses, with: ["channel": "ops", "text": "t", "url": "http://x"]))
        let header = ExecutionHeader(
            id: "e",
            application: "app",
            scenario: "s",
            planVersion: 1,
            kind: .manual,
            epoch: 1,
            source: "a",
            target: "b",
            incident: nil,
            runbook: [step]
        )
        let order = StepOrder(
            key: HookKey(execution: "e", step: "s", attempt: 1),
            isCompensation: false,
            action: step.action,
            step: step,
            header: header
        )
        try await bench.run {
            try await bench.wait(until: { await bench.controller.process != nil }, "c1 never starts")
            let result = await bench.controller.perform(order, PlanPart(order, of: nil))
            #expect("\(result)".contains("leadership was not confirmed") == isHeldBack, "\(result)")
        }
    }
}

/// Keeps what a call came to, for a test that waits for it.
private final class OutcomeWatch: Sendable {
    private let state = Mutex<Result<Void, PortError>?>(nil)

    var outcome: Result<Void, PortError>? { state.withLock { $0 } }

    func note(_ outcome: Result<Void, PortError>) { state.withLock { $0 = outcome } }
}
