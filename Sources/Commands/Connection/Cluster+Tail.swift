import Domain

extension Cluster {
    /// The last records of the journal, oldest first.
    ///
    /// A controller only tells what follows a position. Positions have no gaps, so the end is found by doubling and
    /// halving: some 2 log₂ n questions.
    func lastRecords(_ count: Int) async throws(CommandFailure) -> [JournalRecord] {
        var before: UInt64 = 0
        var beyond: UInt64 = 1
        while try await hasRecord(after: beyond) { (before, beyond) = (beyond, beyond * 2) }
        while beyond - before > 1 {
            let middle = before + (beyond - before) / 2
            if try await hasRecord(after: middle) { before = middle } else { beyond = middle }
        }
        // The last record is the one after `before`, unless more have come meanwhile: those are part of the answer.
        let wanted = UInt64(count)
        let start = before + 1 > wanted ? before + 1 - wanted : 0
        let records = try await journal(after: JournalPosition(start), limit: count + Self.lateComers)
        return records.suffix(count)
    }

    private func hasRecord(after position: UInt64) async throws(CommandFailure) -> Bool {
        try await !journal(after: JournalPosition(position), limit: 1).isEmpty
    }

    /// How many records may come while the end is looked for.
    private static let lateComers = 100
}
