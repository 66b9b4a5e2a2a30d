import Testing

/// DESIGN 3.1 as a whole: the real guardians and lease keepers in a world where everything goes wrong that is allowed to.
struct LeaseModelTests {
    /// The first ones, and those that were the first to find a clause that had been left out.
    private static let seeds: [UInt64] =
        Array(0..<60) + [62, 65, 73, 85, 88, 91, 96, 118, 146, 177, 232, 364, 665, 892]

    @Test func noTwoRegionsCanWriteAtOnceAndWritesComeBackWhenAllIsCalm() {
        var total = LeaseStatistics()
        for seed in Self.seeds {
            let world = LeaseWorld(seed: seed)
            world.run()
            total = total + world.statistics
            if let violation = world.violation { Issue.record("seed \(seed): \(violation)\n\(Self.trace(of: seed))") }
        }
        expectThatMuchHappened(total)
    }

    /// A world in which nothing happens is safe, and proves nothing.
    private func expectThatMuchHappened(_ total: LeaseStatistics) {
        #expect(total.commits > 300)
        #expect(total.opens > 300)
        #expect(total.confirmedVotes > 150)
        #expect(total.waitedVotes > 500)
        #expect(total.withdrawals > 80)
        #expect(total.closedProposals > 100)
        #expect(total.inheritedLeases > 4)
        #expect(total.controllerCrashes > 200)
        #expect(total.agentCrashes > 200)
    }

    @Test func equalSeedsGiveEqualHistories() {
        #expect(Self.trace(of: 7) == Self.trace(of: 7))
    }

    /// The end of what happened under a seed, for people.
    private static func trace(of seed: UInt64) -> String {
        let world = LeaseWorld(seed: seed, isTracing: true)
        world.run()
        return world.trace.suffix(60).joined(separator: "\n")
    }
}
