import Domain

extension LossEstimate {
    /// The worst of what the agents of a standby's region report, or `nil` where none reports anything.
    ///
    /// What is known of the source's log counts before what a standby says of itself: a standby knows only what its source has
    /// sent, and a link that is full sends late. A lag that hides in a frozen gauge still counts, because the age of the sample
    /// is added (FAILURES F8).
    init?(
        of application: ApplicationID,
        from source: RegionID,
        in target: RegionID,
        agents: [AgentView],
        writesEnd: Duration,
        at now: Instant
    ) {
        let sources = agents.filter { $0.region == source }.map(\.replication)
        let shortfalls = agents.filter { $0.region == target }.map(\.replication).flatMap { standby in
            standby.gauges(of: application).compactMap { Shortfall(by: $0, at: standby, sources: sources, at: now) }
        }
        guard let worst = shortfalls.max(by: { $0.behind < $1.behind }) else { return nil }
        let writesEnd = isPlanted(.laterWritesAreNotCounted) ? .zero : writesEnd
        let behind = worst.behind - (isPlanted(.sampleAgeIsIgnored) ? worst.sampleAge : .zero)
        self.init(loss: behind + writesEnd, gapBytes: worst.gapBytes, sampleAge: worst.sampleAge)
    }
}

/// What a standby lacks of its source's writes up to now, at the most.
private struct Shortfall {
    var behind: Duration
    var gapBytes: Double?
    var sampleAge: Duration

    /// By where its source's log was known to end, or else by what it knows itself; `nil` where neither is known.
    init?(by gauge: ReplicationView.Gauge, at standby: ReplicationView, sources: [ReplicationView], at now: Instant) {
        let own = standby.lags[gauge].map { Shortfall($0, at: now) }
        guard let received = standby.received[gauge], let source = received.source(among: sources, gauge),
            let newest = source.newest
        else {
            guard let own else { return nil }
            self = own
            return
        }
        sampleAge = now - newest.at
        gapBytes = Double(received.position.gap(to: newest.end))
        if let complete = source.complete(with: received.position) {
            behind = now - complete
        } else if let own, let oldest = source.oldestAt {
            // It has less than anything that is known of its source.
            behind = max(own.behind, now - oldest)
        } else {
            return nil
        }
    }

    private init(_ sample: LagSample, at now: Instant) {
        sampleAge = now - sample.takenAt
        behind = sample.lag + sampleAge
        gapBytes = sample.gapBytes
    }
}

extension ReceivedLog {
    /// What is known of the log that it is a part of.
    fileprivate func source(among sources: [ReplicationView], _ gauge: ReplicationView.Gauge) -> SourceSamples? {
        guard let timeline else { return nil }
        return sources.compactMap { $0.sources[gauge] }.filter { $0.timeline == timeline }
            .max { ($0.newest?.at ?? .boot) < ($1.newest?.at ?? .boot) }
    }
}
