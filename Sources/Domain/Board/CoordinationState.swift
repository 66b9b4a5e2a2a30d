/// What a coordination store keeps beside the text of the journal, and what every write means for it (DESIGN 3.1).
///
/// Pure and shared by all stores: a store calls one method inside its transaction and keeps the result. Each method checks
/// all its conditions and changes nothing when one of them does not hold.
package struct CoordinationState: Hashable, Sendable {
    package var board: Board
    /// The process of ``Board/leader`` that leads.
    package var leadingProcess: ProcessNumber?
    /// The newest process of every controller that ever registered.
    package var processes: [ControllerID: ProcessNumber]
    /// The applied version of every plan.
    package var planVersions: [ApplicationID: PlanVersion]
    /// What is frozen; `nil` stands for every application.
    package var freezes: [ApplicationID?: Freeze]
    /// The longest lease terms ever stored.
    package var longestTerms: LeaseTerms

    /// An order of an operator that nothing be moved.
    package struct Freeze: Hashable, Sendable {
        /// When it ends by itself, in wall time.
        package var until: Timestamp?

        package init(until: Timestamp?) { self.until = until }
    }

    /// The state of a new store. Nobody was granted anything yet, so the longest terms are zero.
    package init(
        board: Board,
        leadingProcess: ProcessNumber? = nil,
        processes: [ControllerID: ProcessNumber] = [:],
        planVersions: [ApplicationID: PlanVersion] = [:],
        freezes: [ApplicationID?: Freeze] = [:],
        longestTerms: LeaseTerms = LeaseTerms(ttl: .zero, fenceTimeout: .zero)
    ) {
        self.board = board
        self.leadingProcess = leadingProcess
        self.processes = processes
        self.planVersions = planVersions
        self.freezes = freezes
        self.longestTerms = longestTerms
    }
}

// MARK: - Processes and votes

extension CoordinationState {
    /// A new process of a controller (rule 6): its predecessor leads no more, publishes nothing, and its votes are withdrawn;
    /// the next sequences refuse those that are still on their way.
    package mutating func register(_ controller: ControllerID, at place: ControllerPlace) -> ControllerProcess {
        let process = (processes[controller] ?? 0).next
        processes[controller] = process
        board.places[controller] = place
        if board.leader == controller { endLeadership() }
        board.publications[controller] = nil
        for application in board.applications.keys where !isPlanted(.votesOutliveTheProcess) {
            board.applications[application]?.withdrawVote(of: controller)
        }
        return ControllerProcess(controller: controller, process: process)
    }

    /// Writes a vote (rule 3). The same vote again is the same vote.
    package mutating func cast(_ vote: Vote) throws(BoardRefusal) {
        if !isPlanted(.lateVotesCount) {
            try requireCurrent(ControllerProcess(controller: vote.controller, process: vote.process))
        }
        try requireMember(vote.controller)
        var application = try applicationBoard(vote.application)
        guard let sequence = application.sequences[vote.controller],
            sequence == vote.sequence || isPlanted(.lateVotesCount)
        else {
            let current = application.sequences[vote.controller].map(String.init(describing:)) ?? "none"
            throw BoardRefusal(
                "the vote of \(vote.controller) for \(vote.application) carries sequence \(vote.sequence), "
                    + "but \(current) is current: it was withdrawn meanwhile"
            )
        }
        try application.requireEpoch(vote.epoch, of: vote.application)
        try application.requireOpen(vote.proposal, of: vote.application)
        application.votes[vote.controller] = vote
        board.applications[vote.application] = application
    }

    /// Withdraws whatever vote stands (rule 5).
    ///
    /// - Returns: the sequence that the next vote has to carry. A vote with an older one is refused, even where none stood.
    package mutating func withdraw(
        _ process: ControllerProcess,
        application id: ApplicationID,
        epoch: Epoch
    ) throws(BoardRefusal) -> VoteSequence {
        try requireCurrent(process)
        var application = try applicationBoard(id)
        if !isPlanted(.withdrawsAfterTheEpoch) { try application.requireEpoch(epoch, of: id) }
        let sequence = application.withdrawVote(of: process.controller)
        board.applications[id] = application
        return sequence
    }

    /// Stores what may be granted from now on. Terms are never lowered.
    package mutating func raiseLeaseTerms(to terms: LeaseTerms) {
        longestTerms = longestTerms.union(terms)
    }

    /// Stores what a process leaves to guardians, before it is given to them.
    package mutating func leave(_ handOver: HandOver, by process: ControllerProcess) throws(BoardRefusal) {
        try requireCurrent(process)
        board.handOvers[process.controller] = handOver
    }

    /// Forgets what was left when all of it has ended; a late order does not forget what was left since.
    package mutating func forget(_ handOver: HandOver, by process: ControllerProcess) throws(BoardRefusal) {
        try requireCurrent(process)
        if board.handOvers[process.controller] == handOver { board.handOvers[process.controller] = nil }
    }

    /// Takes down that no grant of a controller under a set before this version is alive (rule 7). It stays true of all its
    /// later processes: each reads the set in its first transaction, before it grants anything.
    package mutating func recordOldGrantsEnded(
        by process: ControllerProcess,
        before version: ControllerSetVersion
    ) throws(BoardRefusal) {
        try requireCurrent(process)
        let set = board.controllerSet
        guard set.version == version else {
            throw BoardRefusal("version \(set.version) of the controller set is the present one, not \(version)")
        }
        guard let outgoing = set.outgoing, outgoing.contains(process.controller) else {
            throw BoardRefusal(
                "\(process.controller) is not being replaced by version \(version) of the controller set"
            )
        }
        board.oldGrantsEnded.insert(process.controller)
    }

    /// Replaces what a controller publishes, unless a later publication was here before. It binds nobody (rule 0).
    package mutating func publish(_ publication: Publication, by process: ControllerProcess) throws(BoardRefusal) {
        try requireCurrent(process)
        let standing = board.publications[process.controller]
        let isOvertaken = standing.map { $0.number > publication.number } ?? false
        if !isOvertaken { board.publications[process.controller] = publication }
    }
}

// MARK: - Leadership

extension CoordinationState {
    /// Makes a process leader under a new term if nobody leads.
    ///
    /// - Returns: the term while this process leads, `nil` while another does.
    package mutating func campaign(_ process: ControllerProcess) throws(BoardRefusal) -> Term? {
        try requireCurrent(process)
        try requireMember(process.controller)
        if leads(process) { return board.term }
        guard board.leader == nil else { return nil }
        board.term = board.term.next
        board.leader = process.controller
        leadingProcess = process.process
        return board.term
    }

    /// Ends a leadership; that of another is left alone.
    package mutating func resign(_ process: ControllerProcess, term: Term) {
        if leads(process), board.term == term { endLeadership() }
    }

    /// Leaves nobody leading. The term stays: the next leadership takes the one after it.
    package mutating func endLeadership() {
        board.leader = nil
        leadingProcess = nil
    }

    /// Whether this very process leads.
    package func leads(_ process: ControllerProcess) -> Bool {
        board.leader == process.controller && leadingProcess == process.process
    }

    func requireLeadership(_ process: ControllerProcess, term: Term) throws(BoardRefusal) {
        guard leads(process) && board.term == term || isPlanted(.anybodyWritesTheJournal) else {
            let leader = board.leader.map { "\($0) leads under term \(board.term)" } ?? "nobody leads"
            throw BoardRefusal("\(process.controller) does not lead under term \(term) any more: \(leader)")
        }
    }
}

// MARK: - Conditions

extension CoordinationState {
    /// A process that another of the same controller has replaced may do nothing more.
    package func requireCurrent(_ process: ControllerProcess) throws(BoardRefusal) {
        let current = processes[process.controller]
        guard current == process.process else {
            let instead = current.map { "process \($0) has replaced it" } ?? "it has never registered"
            throw BoardRefusal("process \(process.process) of \(process.controller) is not the current one: \(instead)")
        }
    }

    func requireMember(_ controller: ControllerID) throws(BoardRefusal) {
        guard board.controllerSet.includes(controller) else {
            throw BoardRefusal(
                "\(controller) is not one of the configured controllers (\(board.controllerSet.summary))"
            )
        }
    }

    func applicationBoard(_ id: ApplicationID) throws(BoardRefusal) -> ApplicationBoard {
        guard let application = board.applications[id] else {
            throw BoardRefusal("the application \(id) has no epoch yet: apply its plan first")
        }
        return application
    }
}

extension ApplicationBoard {
    @discardableResult
    mutating func withdrawVote(of controller: ControllerID) -> VoteSequence {
        let sequence = (sequences[controller] ?? 0).next
        votes[controller] = nil
        sequences[controller] = sequence
        return sequence
    }

    func requireEpoch(_ epoch: Epoch, of application: ApplicationID) throws(BoardRefusal) {
        guard assignment.epoch == epoch else {
            throw BoardRefusal("the epoch of \(application) is \(assignment.epoch), not \(epoch)")
        }
    }

    func requireOpen(_ number: ProposalNumber, of application: ApplicationID) throws(BoardRefusal) {
        guard openProposal?.number == number else {
            let open = openProposal.map { "proposal \($0.number) is" } ?? "none is"
            throw BoardRefusal("proposal \(number) of \(application) is not open: \(open)")
        }
    }
}
