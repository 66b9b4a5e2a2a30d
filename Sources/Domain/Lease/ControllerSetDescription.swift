/// The controllers whose majority decides; during a change, the old and the new ones together (DESIGN 3.1, rule 7).
package struct ControllerSetDescription: Hashable, Codable, Sendable {
    package var version: ControllerSetVersion
    /// Sorted, without repetition. During a change, the new set.
    package var members: [ControllerID]
    /// The set that is being replaced, in the same order; `nil` but during a change. Then both sets have to agree, each by a
    /// majority of its own.
    package var outgoing: [ControllerID]?

    package init(version: ControllerSetVersion, members: [ControllerID], outgoing: [ControllerID]? = nil) {
        self.version = version
        self.members = members
        self.outgoing = outgoing
    }

    /// How many of the members are a majority.
    package var majority: Int { Self.majority(of: members) }

    package static func majority(of members: [ControllerID]) -> Int { members.count / 2 + 1 }

    /// The sets that have to agree, each by a majority.
    package var sets: [[ControllerID]] { outgoing.map { [members, $0] } ?? [members] }

    /// Every controller that has a say, sorted.
    package var everyone: [ControllerID] {
        guard let outgoing else { return members }
        return Set(members + outgoing).sorted()
    }

    package func includes(_ controller: ControllerID) -> Bool {
        members.contains(controller) || outgoing?.contains(controller) ?? false
    }

    /// How many more than a majority are counted; of the two sets of a change, in the one where it is less.
    package func margin(where isCounted: (ControllerID) -> Bool) -> Int {
        let margin = members.count(where: isCounted) - majority
        guard let outgoing else { return margin }
        return min(margin, outgoing.count(where: isCounted) - Self.majority(of: outgoing))
    }

    /// Whether a majority is counted; during a change, one of each set.
    package func isMajority(where isCounted: (ControllerID) -> Bool) -> Bool { margin(where: isCounted) >= 0 }

    /// When the first majority ends that the given ends make; `nil` where there are too few.
    package func end(of ends: [ControllerID: Instant]) -> Instant? {
        var end: Instant?
        for set in sets {
            let sorted = set.compactMap { ends[$0] }.sorted(by: >)
            let needed = Self.majority(of: set)
            guard sorted.count >= needed else { return nil }
            end = min(end ?? sorted[needed - 1], sorted[needed - 1])
        }
        return end
    }

    /// The names, for people.
    package var summary: String {
        let names = members.map(\.rawValue).joined(separator: ", ")
        guard let outgoing else { return names }
        return "\(names), together with \(outgoing.map(\.rawValue).joined(separator: ", ")) until they are replaced"
    }
}
