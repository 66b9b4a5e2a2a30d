/// What a controller concludes about a region, for one application (DESIGN 3.3).
package enum Verdict: String, Hashable, Codable, Sendable, CaseIterable {
    /// Its agents report and nothing speaks against it.
    case healthy
    /// Critical checks fail or a guardian is fenced, but the region is not lost.
    case degraded
    /// Its agents report, but clients cannot reach it from anywhere.
    case unreachable
    /// Its agents are silent, but clients still reach it.
    case isolated
    /// Agents silent or critical, and clients cannot reach it from anywhere.
    case failed
    /// The evidence does not suffice. The answer is to hold and page.
    case unknown
}

/// How one vantage region votes about another region.
package enum VantageVote: String, Hashable, Codable, Sendable {
    case up
    case down
    case abstains
}
