import Domain

// People who change the controller set, as an operator with sense would.
extension World {
    func change(_ order: ControllersOrder) {
        switch order {
        case .exactly(let change): ask(change)
        case .toSize(let size, let choice):
            if store.state.board.controllerSet.outgoing != nil { return ask(.cancel) }
            let changes = soundChanges(to: size)
            if !changes.isEmpty { ask(changes[choice % changes.count]) }
        }
    }

    private func ask(_ change: ControllerChange) {
        leader?.ask(.changeControllers(change, reason: "other hosts"), by: "ada")
    }

    /// The orders that make a set of this many in which no region holds a majority, and a single one does not stand where the
    /// application may be (DESIGN 3.3).
    private func soundChanges(to size: Int) -> [ControllerChange] {
        let present = store.state.board.controllerSet.members
        let outside = controllers.filter { !$0.isGone }.map(\.id).filter { !present.contains($0) }
        var changes: [(ControllerChange, [ControllerID])] = []
        if size > present.count {
            changes = pairs(of: outside).map { (.add($0), present + $0) }
        } else if size < present.count {
            changes = pairs(of: present).map { pair in (.remove(pair), present.filter { !pair.contains($0) }) }
        } else {
            changes = present.flatMap { old in
                outside.map { new in (.replace(old, with: new), present.filter { $0 != old } + [new]) }
            }
        }
        return changes.filter { isSound($0.1) }.map(\.0)
    }

    private func pairs(of ids: [ControllerID]) -> [[ControllerID]] {
        ids.indices.flatMap { first in ids[(first + 1)...].map { [ids[first], $0] } }
    }

    private func isSound(_ members: [ControllerID]) -> Bool {
        let regions = members.compactMap { controller($0)?.region }
        guard members.count > 1 else { return regions.allSatisfy { !setting.databaseRegions.contains($0) } }
        return regions.allSatisfy { region in regions.count { $0 == region } <= members.count / 2 }
    }
}
