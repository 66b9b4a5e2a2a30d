extension CoordinationState {
    /// Takes events into the board, in order, under a leadership (rules 0 and 4). All of them, or none.
    ///
    /// - Returns: the records to store.
    package mutating func append(
        _ events: [JournalEvent],
        at time: Timestamp,
        by process: ControllerProcess,
        term: Term
    ) throws(BoardRefusal) -> [JournalRecord] {
        try requireLeadership(process, term: term)
        var next = self
        var records: [JournalRecord] = []
        for event in events {
            try next.take(event, at: time)
            next.board.position = next.board.position.next
            records.append(
                JournalRecord(
                    position: next.board.position,
                    term: term,
                    controller: process.controller,
                    at: time,
                    event: event
                )
            )
        }
        self = next
        return records
    }

    private mutating func take(_ event: JournalEvent, at time: Timestamp) throws(BoardRefusal) {
        switch event {
        case .controllers(let event): try take(event)
        case .plan(let event): try take(event)
        case .freeze(let event): take(event)
        case .failover(let event): try take(event, at: time)
        case .agent, .execution, .question, .incident, .notification, .dns: break
        }
    }

    private mutating func take(_ event: ControllersEvent) throws(BoardRefusal) {
        switch event {
        case .leaderElected: break
        case .setChanged(let set, _, _): try change(to: set)
        case .restored:
            throw BoardRefusal("no controller goes back to a backup: stop them all and run holdfast restore")
        }
    }

    private mutating func take(_ event: PlanEvent) throws(BoardRefusal) {
        switch event {
        case .applied(let version, let plan, _, _, _): try apply(version, of: plan.application)
        }
    }

    mutating func take(_ event: FreezeEvent) {
        switch event {
        case .frozen(let application, _, _, let until): freezes[application] = Freeze(until: until)
        case .unfrozen(let application, _, _): freezes[application] = nil
        }
    }

    private mutating func take(_ event: FailoverEvent, at time: Timestamp) throws(BoardRefusal) {
        switch event {
        case .proposalOpened(let proposal): try open(proposal)
        case .proposalClosed(let application, let number, _): try close(number, of: application)
        case .epochCommitted(let proposal, let planVersion, let votes):
            try commit(proposal, planVersion: planVersion, votes: votes, at: time)
        case .epochCreated(let application, let epoch, let region):
            try create(application, epoch: epoch, region: region)
        case .epochActivated(let application, let epoch): try activate(epoch, of: application)
        case .verdictTaken, .held: break
        }
    }

    private mutating func open(_ proposal: Proposal) throws(BoardRefusal) {
        var application = try applicationBoard(proposal.application)
        try application.requireEpoch(proposal.epoch, of: proposal.application)
        if let open = application.openProposal {
            throw BoardRefusal("proposal \(open.number) of \(proposal.application) is open: close it first")
        }
        guard proposal.number == application.lastProposal.next else {
            throw BoardRefusal(
                "the next proposal of \(proposal.application) is number \(application.lastProposal.next), "
                    + "not \(proposal.number)"
            )
        }
        application.openProposal = proposal
        application.lastProposal = proposal.number
        board.applications[proposal.application] = application
    }

    private mutating func close(_ number: ProposalNumber, of id: ApplicationID) throws(BoardRefusal) {
        var application = try applicationBoard(id)
        try application.requireOpen(number, of: id)
        application.endProposal()
        board.applications[id] = application
    }

    /// The only way in which an epoch moves (rule 4).
    private mutating func commit(
        _ proposal: Proposal,
        planVersion: PlanVersion,
        votes: [ControllerID],
        at time: Timestamp
    ) throws(BoardRefusal) {
        let id = proposal.application
        var application = try applicationBoard(id)
        try application.requireEpoch(proposal.epoch, of: id)
        try application.requireOpen(proposal.number, of: id)
        guard application.openProposal == proposal else {
            throw BoardRefusal("proposal \(proposal.number) of \(id) is not the one that was opened under this number")
        }
        guard planVersions[id] == planVersion else {
            let applied = planVersions[id].map { "version \($0) is" } ?? "none is"
            throw BoardRefusal("version \(planVersion) of the plan of \(id) is not the applied one: \(applied)")
        }
        try requireNotFrozen(id, at: time)
        try requireMajority(votes, in: application, of: id)
        application.assignment.epoch = proposal.epoch.next
        application.assignment.region = proposal.target
        application.endProposal()
        board.applications[id] = application
    }

    private func requireNotFrozen(_ application: ApplicationID, at time: Timestamp) throws(BoardRefusal) {
        if isPlanted(.freezeIsIgnored) || isPlanted(.commitsDuringFreezes) { return }
        for scope in [nil, application] {
            guard let freeze = freezes[scope] else { continue }
            if let until = freeze.until, until <= time { continue }
            let end = freeze.until.map { "until \($0)" } ?? "until it is unfrozen"
            throw BoardRefusal("\(scope.map { "the application \($0)" } ?? "every application") is frozen \(end)")
        }
    }

    /// Every vote that the record will name stands, and they are a majority of the controller set.
    private func requireMajority(
        _ votes: [ControllerID],
        in application: ApplicationBoard,
        of id: ApplicationID
    ) throws(BoardRefusal) {
        let set = board.controllerSet
        let voters = Set(votes)
        guard voters.count == votes.count, voters.isSubset(of: set.everyone),
            set.isMajority(where: voters.contains) || isPlanted(.oneVoteIsEnough)
                || isPlanted(.leaderMovesWithoutVotes) || isPlanted(.newSetDecidesAlone)
        else {
            let needed = set.sets.map { "\(ControllerSetDescription.majority(of: $0)) of \($0.count)" }
            throw BoardRefusal(
                "votes of \(needed.joined(separator: " and of ")) controllers move the epoch of \(id); "
                    + "these are named: \(votes.map(\.rawValue).joined(separator: ", "))"
            )
        }
        if let absent = votes.first(where: { application.votes[$0] == nil }), !isPlanted(.commitsOnVotesItSaw) {
            throw BoardRefusal("the vote of \(absent) for \(id) does not stand: it was withdrawn, or never cast")
        }
    }

    private mutating func create(
        _ id: ApplicationID,
        epoch: Epoch,
        region: RegionID
    ) throws(BoardRefusal) {
        if let application = board.applications[id] {
            throw BoardRefusal("the application \(id) has an epoch already: \(application.assignment.epoch)")
        }
        guard epoch >= 1 else { throw BoardRefusal("the first epoch of \(id) cannot be \(epoch): epochs begin with 1") }
        board.applications[id] = .first(epoch: epoch, region: region, sequences: processes.mapValues { _ in 1 })
    }

    private mutating func activate(_ epoch: Epoch, of id: ApplicationID) throws(BoardRefusal) {
        var application = try applicationBoard(id)
        try application.requireEpoch(epoch, of: id)
        application.assignment.activatedEpoch = epoch
        board.applications[id] = application
    }

    private mutating func apply(_ version: PlanVersion, of id: ApplicationID) throws(BoardRefusal) {
        let next = (planVersions[id] ?? 0).next
        guard version == next else {
            throw BoardRefusal("the next version of the plan of \(id) is \(next), not \(version)")
        }
        planVersions[id] = version
    }
}

extension ApplicationBoard {
    /// A proposal that is over voids its votes.
    fileprivate mutating func endProposal() {
        openProposal = nil
        if !isPlanted(.oldVotesCount) { votes = [:] }
    }
}
