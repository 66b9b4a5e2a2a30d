import Decision
import Domain

/// A guardian on a bench: the test sends its reports, answers them and works its fence.
struct GuardianBench {
    var guardian: Guardian
    private(set) var reportAnswered: ReportNumber = 0

    init(highestEpoch: Epoch = 0, fenceBound: Duration = .seconds(2), inherited: InheritedLease? = nil) {
        guardian = Guardian(
            application: Sample.application,
            region: Sample.east,
            fenceBound: fenceBound,
            highestEpoch: highestEpoch,
            inherited: inherited
        )
    }

    /// One that has started and closed its fence.
    static func fenced(highestEpoch: Epoch = 0) -> GuardianBench {
        var bench = GuardianBench(highestEpoch: highestEpoch)
        _ = bench.guardian.start(at: .at(0))
        _ = bench.guardian.handle(.fenceClosed, at: .at(0))
        return bench
    }

    /// One that `a` and `b` of three controllers have granted a lease for a report sent at 10 s, and that is open.
    static func open() -> GuardianBench {
        var bench = fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 10)
        bench.grant(by: "b", at: 10)
        _ = bench.guardian.handle(.fenceOpened(true), at: .at(10))
        return bench
    }

    @discardableResult
    mutating func report(at seconds: Double) -> ReportNumber {
        reportAnswered = guardian.nextReport
        _ = guardian.handle(.reportSent, at: .at(seconds))
        return reportAnswered
    }

    /// Answers a report, by default the last one, with a grant.
    @discardableResult
    mutating func grant(
        by controller: ControllerID,
        for report: ReportNumber? = nil,
        epoch: Epoch = 1,
        terms: LeaseTerms = Sample.terms,
        set: ControllerSetDescription = Sample.set(),
        over: ProposalNumber = 0,
        at seconds: Double
    ) -> [Guardian.Effect] {
        let grant = Grant(epoch: epoch, terms: terms, controllerSet: set, proposalsOver: over)
        let answer = LeaseAnswer(
            application: Sample.application,
            assignment: Sample.assignment(epoch),
            openProposal: nil,
            grant: grant
        )
        return self.answer(answer, by: controller, for: report, at: seconds)
    }

    @discardableResult
    mutating func answer(
        _ answer: LeaseAnswer,
        by controller: ControllerID,
        for report: ReportNumber? = nil,
        at seconds: Double
    ) -> [Guardian.Effect] {
        guardian.handle(
            .answered(controller: controller, report: report ?? reportAnswered, answer),
            at: .at(seconds)
        )
    }

    /// A controller says that a proposal is open.
    @discardableResult
    mutating func hear(
        ofProposal number: ProposalNumber,
        by controller: ControllerID = "c",
        at seconds: Double
    ) -> [Guardian.Effect] {
        let told = LeaseAnswer(
            application: Sample.application,
            assignment: Sample.assignment(),
            openProposal: number
        )
        return answer(told, by: controller, at: seconds)
    }

    /// Closes the fence that was ordered, and forgets what closed it.
    mutating func finishFence(at seconds: Double) { _ = guardian.handle(.fenceClosed, at: .at(seconds)) }
}

extension [Guardian.Effect] {
    /// The orders to the fence, without what is kept on disk and without wakes.
    var orders: [Guardian.Effect] {
        filter {
            switch $0 {
            case .close, .open, .extend: true
            case .remember, .bequeath, .wake: false
            }
        }
    }
}
