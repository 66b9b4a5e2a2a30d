import Domain

// Who leads, as far as this process can know (DESIGN 3.5).
extension ControllerMachine {
    /// Who leads. A board that the store has not confirmed for a while names whoever led then: that is no knowledge.
    func knownLeader(at now: Moment) -> ControllerID? { isStoreSilent(at: now) ? nil : board.leader }

    /// Why nothing can be decided, for whoever asks: sooner than people are paged about it.
    func undecided(at now: Moment) -> UndecidedView? {
        guard isStoreSilent(at: now) else { return quorumWatch.trouble }
        let answered = now.wall + (.zero - silence(at: now))
        return UndecidedView(
            since: answered,
            reason: QuorumWatch.storeIsSilent,
            lastLeader: board.leader,
            lastLeaderHeardAt: board.leader.map { _ in answered }
        )
    }

    /// What an operator is told who asks for something while nobody is known to lead.
    func adviceWithoutLeader(at now: Moment) -> String {
        guard let undecided = undecided(at: now) else { return "there is no leader; try again" }
        let last = undecided.lastLeader.map { "; \($0) led then" } ?? ""
        return "\(undecided.reason), since \(undecided.since)\(last)"
    }

    /// A controller without a say asks the store for nothing, and cannot tell.
    func isStoreSilent(at now: Moment) -> Bool {
        board.controllerSet.includes(settings.id) && silence(at: now) >= QuorumWatch.doubt
    }

    private func silence(at now: Moment) -> Duration { quorumWatch.silence(at: now.instant, startedAt: startedAt) }
}
