// The joint change of the controller set (DESIGN 3.1, rule 7): what may follow what.
extension CoordinationState {
    /// - A stable set becomes a joint one, while no proposal is open.
    /// - A joint set becomes the new one alone when a majority of the outgoing one has recorded that no grant under it alone is
    ///   alive, or goes back to the outgoing one at any time: whoever holds a lease then holds one by the outgoing set too.
    ///
    /// A leader that is in the set no more leads no more.
    mutating func change(to set: ControllerSetDescription) throws(BoardRefusal) {
        let present = board.controllerSet
        guard set.version == present.version.next else {
            throw BoardRefusal("the next version of the controller set is \(present.version.next), not \(set.version)")
        }
        for members in set.sets {
            guard !members.isEmpty, members == Set(members).sorted() else {
                throw BoardRefusal("the controllers of a set are listed in order, each once, and there is at least one")
            }
        }
        if !isPlanted(.controllersChangeAtOnce) {
            if let outgoing = present.outgoing {
                try requireEnd(of: outgoing, in: set)
            } else {
                try requireBeginning(of: set)
            }
        }
        board.controllerSet = set
        board.oldGrantsEnded = []
        if let leader = board.leader, !set.includes(leader) { endLeadership() }
    }

    private func requireBeginning(of set: ControllerSetDescription) throws(BoardRefusal) {
        let present = board.controllerSet
        guard set.outgoing == present.members, set.members != present.members else {
            throw BoardRefusal(
                "a controller set changes by way of one that holds both \(present.summary) and the new one"
            )
        }
        let open = board.applications.filter { $0.value.openProposal != nil }.keys.min()
        if let open {
            throw BoardRefusal("a proposal of \(open) is open: the controller set can change when it is over")
        }
    }

    private func requireEnd(of outgoing: [ControllerID], in set: ControllerSetDescription) throws(BoardRefusal) {
        guard set.outgoing == nil, set.members == board.controllerSet.members || set.members == outgoing else {
            throw BoardRefusal("a change to \(board.controllerSet.members.map(\.rawValue)) is under way: end it first")
        }
        guard set.members != outgoing, !isPlanted(.oldSetIsDroppedAtOnce) else { return }
        let ended = outgoing.count(where: board.oldGrantsEnded.contains)
        let needed = ControllerSetDescription.majority(of: outgoing)
        guard ended >= needed else {
            throw BoardRefusal(
                "\(needed) of \(outgoing.count) outgoing controllers must have recorded that no grant under the old set "
                    + "alone is alive; \(ended) have"
            )
        }
    }
}
