import Domain

// What a leader does only where a bug is planted: too much for a condition beside the clause.
extension ControllerTurn {
    func mayMoveOnFewer(_ voters: [ControllerID], _ proposal: Proposal) -> Bool {
        if isPlanted(.oneVoteIsEnough) { return !voters.isEmpty }
        if isPlanted(.newSetDecidesAlone) {
            let set = machine.board.controllerSet
            return set.members.count(where: voters.contains) >= set.majority
        }
        guard isPlanted(.leaderMovesWithoutVotes), let keeper = machine.keepers[proposal.application] else {
            return false
        }
        return keeper.provenAt(proposal.proof, at: now.instant).map { $0 <= now.instant } ?? false
    }

    mutating func failBack(_ state: ApplicationState) -> Bool {
        guard let home = state.plan.home, state.assignment.region != home, state.verdicts[home] == .healthy else {
            return false
        }
        isRecoveryWanted = true
        let order = MoveOrder(kind: .failback, application: state.plan.application, target: home, reason: "home")
        propose(Intent(application: state.plan.application, cause: order.cause(by: "holdfast"), target: home))
        return true
    }
}
