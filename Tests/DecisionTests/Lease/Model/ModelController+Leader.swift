import Domain

/// The duties of a leader.
extension ModelController {
    /// Campaigns, proposes, commits and closes, now and then; an old leader does not know that it is old.
    func govern(_ start: Int) {
        guard start == self.start, isUp, let process, let board = keeper?.board else { return }
        if let term {
            if let event = duty(board) { write(event, as: process, under: term) }
        } else {
            campaign(process)
        }
        world.after(world.faults.isTight ? .seconds(0.002) : world.random.between(.seconds(0.05), .seconds(1))) {
            [self] in
            govern(start)
        }
    }

    private func campaign(_ process: ControllerProcess) {
        ask { state throws(BoardRefusal) in
            try state.campaign(process)
        } answer: { [self] outcome in
            if case .done(let won) = outcome { term = won }
        }
    }

    private func duty(_ board: ApplicationBoard) -> JournalEvent? {
        guard let open = board.openProposal else {
            return wantsMove ? .failover(.proposalOpened(proposal(after: board))) : nil
        }
        let voters = board.votes.keys.sorted()
        if voters.count >= world.majority {
            return .failover(.epochCommitted(open, planVersion: 1, votes: Array(voters.prefix(world.majority))))
        }
        let isOver = !world.isStormy || world.random.chance(wantsMove ? world.impatience : world.impatience * 4)
        return isOver ? .failover(.proposalClosed(application: open.application, number: open.number, reason: "")) : nil
    }

    private func proposal(after board: ApplicationBoard) -> Proposal {
        Proposal(
            number: board.lastProposal.next,
            application: Sample.application,
            epoch: board.assignment.epoch,
            source: board.assignment.region,
            target: board.assignment.region == Sample.east ? Sample.west : Sample.east,
            cause: .scenario("region-failure", verdict: .failed),
            proof: world.random.chance(0.2) ? .confirmationOnly : .confirmationOrWait,
            deadline: Timestamp(milliseconds: 0)
        )
    }

    private func write(_ event: JournalEvent, as process: ControllerProcess, under term: Term) {
        ask { state throws(BoardRefusal) in
            try state.append([event], at: Timestamp(milliseconds: 0), by: process, term: term)
        } answer: { [self] outcome in
            switch outcome {
            case .done: if case .failover(.proposalClosed) = event { world.statistics.closedProposals += 1 }
            case .refused, .unknown: self.term = nil
            }
        }
    }
}
