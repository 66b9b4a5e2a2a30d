/// The timings by which a region is judged.
package struct Detection: Hashable, Codable, Sendable {
    /// How often an agent reports.
    package var reportEvery: Duration
    /// An agent not heard for this long is missing.
    package var silenceAfter: Duration
    /// How long a bad verdict must have stood before it takes effect.
    package var confirm: Duration
    /// How long a region must have been well again before it counts as healthy.
    package var recover: Duration
    package var lease: LeaseTerms
    /// How long a controller's last grants are before it stops by plan; `nil` for ``defaultHandOver``.
    package var leaseHandOver: Duration?
    /// No second automatic failover of the application within this time.
    package var coolDown: Duration
    /// How long a proposal may wait for its votes.
    package var proposalDeadline: Duration

    package init(
        reportEvery: Duration = .seconds(1),
        silenceAfter: Duration = .seconds(3),
        confirm: Duration = .seconds(4),
        recover: Duration? = nil,
        lease: LeaseTerms = LeaseTerms(),
        leaseHandOver: Duration? = nil,
        coolDown: Duration = .seconds(1800),
        proposalDeadline: Duration = .seconds(60)
    ) {
        self.reportEvery = reportEvery
        self.silenceAfter = silenceAfter
        self.confirm = confirm
        self.recover = recover ?? confirm * 5
        self.lease = lease
        self.leaseHandOver = leaseHandOver
        self.coolDown = coolDown
        self.proposalDeadline = proposalDeadline
    }

    /// An upgrade of a controller, its host's restart included, takes less.
    package static let defaultHandOver = Duration.seconds(300)

    /// The terms of the last grants of a controller that stops by plan.
    package var handOver: LeaseTerms {
        LeaseTerms(ttl: max(leaseHandOver ?? Self.defaultHandOver, lease.ttl), fenceTimeout: lease.fenceTimeout)
    }
}

/// What a grant promises and what a fence must keep.
package struct LeaseTerms: Hashable, Codable, Sendable {
    /// How long a grant lasts, from the sending of the report it answers.
    package var ttl: Duration
    /// The bound from the end of the lease to the instant writes are impossible, on every path.
    package var fenceTimeout: Duration

    package init(ttl: Duration = .seconds(5), fenceTimeout: Duration = .seconds(2)) {
        self.ttl = ttl
        self.fenceTimeout = fenceTimeout
    }

    /// The terms that cover both.
    package func union(_ other: LeaseTerms) -> LeaseTerms {
        LeaseTerms(ttl: max(ttl, other.ttl), fenceTimeout: max(fenceTimeout, other.fenceTimeout))
    }

    /// How long after a grant no guardian can still write under it, measured by any clock: the guardian's clock may be slow
    /// by `d` and this one fast by `d` (DESIGN 3.1, rule 3).
    package var longestHold: Duration {
        let bound = Int(Self.clockRateErrorPerMille)
        if isPlanted(.waitsForTheLeaseOnly) { return ttl * (1000 + bound) / (1000 - bound) }
        if isPlanted(.waitsWithoutDrift) { return ttl + fenceTimeout }
        if isPlanted(.waitsForOneClocksDrift) { return ttl * (1000 + bound) / 1000 + fenceTimeout }
        return (ttl + fenceTimeout) * (1000 + bound) / (1000 - bound)
    }

    /// The bound `d` on one clock's rate error: 1 %. Quartz is a hundred times better; virtual machines are not.
    private static let clockRateErrorPerMille = 10
}
