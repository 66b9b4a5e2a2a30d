/// What happened in runs of the model: a run in which nothing happens proves nothing.
struct LeaseStatistics: Hashable {
    var commits = 0
    var opens = 0
    /// Votes cast while a grant could still be alive, on the guardians' word.
    var confirmedVotes = 0
    /// Votes cast when every grant had run out.
    var waitedVotes = 0
    var withdrawals = 0
    var closedProposals = 0
    var inheritedLeases = 0
    var controllerCrashes = 0
    var agentCrashes = 0

    static func + (left: Self, right: Self) -> Self {
        var sum = left
        for field in fields { sum[keyPath: field] += right[keyPath: field] }
        return sum
    }

    private static var fields: [WritableKeyPath<Self, Int>] {
        [
            \.commits, \.opens, \.confirmedVotes, \.waitedVotes, \.withdrawals, \.closedProposals, \.inheritedLeases,
            \.controllerCrashes, \.agentCrashes,
        ]
    }
}
