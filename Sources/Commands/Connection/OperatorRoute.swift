/// In which order one request tries the controllers: each once, and the leader as soon as one of them has told where it is.
struct OperatorRoute {
    private var waiting: [any OperatorLink]
    private var asked: Set<String> = []

    init(_ links: [any OperatorLink], first: (any OperatorLink)?) {
        waiting = links
        if let first { putFirst(first) }
    }

    /// The next to ask; `nil` when all were.
    mutating func next() -> (any OperatorLink)? {
        guard !waiting.isEmpty else { return nil }
        let link = waiting.removeFirst()
        asked.insert(link.address)
        return link
    }

    /// Asks the leader next, unless it was asked already: controllers may be of different opinions.
    mutating func turn(to leader: String, _ reach: Cluster.Reach) {
        guard !asked.contains(leader), let link = waiting.first(where: { $0.address == leader }) ?? reach(leader) else {
            return
        }
        putFirst(link)
    }

    /// Whether nobody is left to ask.
    var isOver: Bool { waiting.isEmpty }

    /// Asks these too, after the others.
    mutating func add(_ addresses: [String], _ reach: Cluster.Reach) {
        let known = asked.union(waiting.map(\.address))
        waiting += addresses.filter { !known.contains($0) }.compactMap(reach)
    }

    private mutating func putFirst(_ link: any OperatorLink) {
        waiting.removeAll { $0.address == link.address }
        waiting.insert(link, at: 0)
    }
}
