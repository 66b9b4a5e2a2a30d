import Decision
import Domain
import Testing

/// While fenced, a fence is closed again and again: somebody may open it behind the agent's back.
struct ClosingAgainTests {
    private let every = Duration.seconds(5)

    /// An agent whose fence has closed at 10 s.
    private func fencedAgent() -> AgentMachine {
        var machine = AgentMachine(
            AgentSettings(
                id: "east-1",
                region: Sample.east,
                fences: [FenceDescription(application: Sample.application, kind: "test", bound: .seconds(1))],
                recollection: GuardianRecollection(process: 1),
                closingsAgain: [Sample.application: every]
            )
        )
        _ = machine.handle(.started, at: .at(9))
        _ = machine.handle(.guardianTold(Sample.application, .fenceClosed), at: .at(10))
        return machine
    }

    private func closings(_ effects: [AgentMachine.Effect]) -> Int {
        effects.count {
            if case .closeAgain(Sample.application) = $0 { true } else { false }
        }
    }

    private func door(_ machine: AgentMachine) -> Guardian.Door? { machine.guardians[Sample.application]?.door }

    /// Grants it a lease for its next report.
    private func grantLease(_ machine: inout AgentMachine, at now: Instant) -> [AgentMachine.Effect] {
        let sent = machine.handle(.connected("a"), at: now)
        guard case .send(.report(let report), _)? = sent.first else { return [] }
        return ["a", "b"].flatMap { (controller: ControllerID) in
            let grant = Grant(epoch: 1, terms: Sample.terms, controllerSet: Sample.set(), proposalsOver: 0)
            let answer = LeaseAnswer(
                application: Sample.application,
                assignment: Sample.assignment(),
                openProposal: nil,
                grant: grant
            )
            let ack = ReportAck(process: 1, number: report.number, reportEvery: .seconds(1), leases: [answer])
            return machine.handle(.received(controller, .ack(ack)), at: now)
        }
    }

    @Test func aClosedFenceIsClosedAgainAtItsPeriodAndNotWhileThatIsAtWork() {
        var machine = fencedAgent()
        #expect(closings(machine.handle(.ticked, at: .at(14.999))) == 0)
        #expect(machine.nextWake(after: .at(14.999)) <= .at(15))
        #expect(closings(machine.handle(.ticked, at: .at(15))) == 1)
        #expect(closings(machine.handle(.ticked, at: .at(60))) == 0, "the one at work has not ended")
        _ = machine.handle(.fenceClosedAgain(Sample.application, .wasClosed), at: .at(61))
        #expect(closings(machine.handle(.ticked, at: .at(65))) == 0)
        #expect(closings(machine.handle(.ticked, at: .at(66))) == 1)
    }

    @Test func closingAgainThatFailedIsTriedAgainSoon() {
        var machine = fencedAgent()
        #expect(closings(machine.handle(.ticked, at: .at(15))) == 1)
        _ = machine.handle(.fenceClosedAgain(Sample.application, .failed), at: .at(16))
        #expect(closings(machine.handle(.ticked, at: .at(16.9))) == 0)
        #expect(closings(machine.handle(.ticked, at: .at(17))) == 1)
    }

    @Test func aFenceThatWasStillClosedIsNoNewFence() {
        var machine = fencedAgent()
        let before = door(machine)
        _ = machine.handle(.connected("a"), at: .at(11))
        _ = machine.handle(.ticked, at: .at(15))
        _ = machine.handle(.fenceClosedAgain(Sample.application, .wasClosed), at: .at(15))
        #expect(door(machine) == before)
        #expect(machine.guardians[Sample.application]?.timesFoundOpen == 0)
    }

    @Test func aFenceThatWasFoundOpenIsFencedSinceThenAndSaysSoAtOnce() throws {
        var machine = fencedAgent()
        _ = machine.handle(.connected("a"), at: .at(11))
        _ = machine.handle(.ticked, at: .at(15))
        let effects = machine.handle(.fenceClosedAgain(Sample.application, .wasOpen), at: .at(15))
        guard case .send(.report(let report), _)? = effects.first else {
            Issue.record("it is not reported")
            return
        }
        #expect(report.leases.first?.fencedSince == report.number)
        #expect(machine.guardians[Sample.application]?.timesFoundOpen == 1)
        #expect(report.host.fencesFoundOpen == [Sample.application: 1])
    }

    @Test func grantsFromBeforeItWasFoundOpenDoNotLift() {
        var machine = fencedAgent()
        let report = machine.handle(.connected("a"), at: .at(11))
        _ = machine.handle(.ticked, at: .at(15))
        _ = machine.handle(.fenceClosedAgain(Sample.application, .wasOpen), at: .at(11))
        guard case .send(.report(let sent), _)? = report.first else {
            Issue.record("no report")
            return
        }
        for controller: ControllerID in ["a", "b", "c"] {
            let answer = LeaseAnswer(
                application: Sample.application,
                assignment: Sample.assignment(),
                openProposal: nil,
                grant: Grant(epoch: 1, terms: Sample.terms, controllerSet: Sample.set(), proposalsOver: 0)
            )
            let ack = ReportAck(process: 1, number: sent.number, reportEvery: .seconds(1), leases: [answer])
            _ = machine.handle(.received(controller, .ack(ack)), at: .at(11))
        }
        #expect(door(machine)?.fencedSince != nil)
    }

    @Test(arguments: [
        AgentMachine.Event.hostResumed, .hostMeasured(HostReport(loopLag: .zero, clockStepMilliseconds: 501)),
    ])
    func aHostThatStoodStillClosesAgainAtOnce(event: AgentMachine.Event) {
        var machine = fencedAgent()
        #expect(closings(machine.handle(event, at: .at(11))) == 1)
        #expect(closings(machine.handle(event, at: .at(11))) == 0, "one is at work already")
    }

    @Test(arguments: [
        AgentMachine.Event.hostResumed, .hostMeasured(HostReport(loopLag: .zero, clockStepMilliseconds: 501)),
    ])
    func aHostThatStoodStillFencesWhatIsOpen(event: AgentMachine.Event) {
        var machine = fencedAgent()
        _ = grantLease(&machine, at: .at(11))
        _ = machine.handle(.guardianTold(Sample.application, .fenceOpened(true)), at: .at(11))
        #expect(door(machine) == .open)
        let effects = machine.handle(event, at: .at(11.5))
        #expect(closings(effects) == 0)
        #expect(door(machine) == .closing)
    }

    @Test func whatIsOpenOrBeingClosedIsNotClosedAgain() {
        var machine = fencedAgent()
        _ = grantLease(&machine, at: .at(11))
        #expect(door(machine) == .opening)
        _ = machine.handle(.guardianTold(Sample.application, .fenceOpened(true)), at: .at(11))
        #expect(closings(machine.handle(.ticked, at: .at(13.9))) == 0)
        #expect(closings(machine.handle(.ticked, at: .at(14))) == 0)
        #expect(door(machine) == .closing)
        #expect(closings(machine.handle(.ticked, at: .at(30))) == 0)
        _ = machine.handle(.guardianTold(Sample.application, .fenceClosed), at: .at(31))
        #expect(closings(machine.handle(.ticked, at: .at(35.9))) == 0)
        #expect(closings(machine.handle(.ticked, at: .at(36))) == 1)
    }

    @Test func theEndOfAClosingThatALeaseOvertookChangesNothing() {
        var machine = fencedAgent()
        _ = machine.handle(.ticked, at: .at(15))
        _ = grantLease(&machine, at: .at(15))
        _ = machine.handle(.fenceClosedAgain(Sample.application, .wasOpen), at: .at(15.1))
        #expect(door(machine) == .opening)
        #expect(closings(machine.handle(.ticked, at: .at(17))) == 0)
    }
}
