import Domain

extension LossEstimate {
    /// The worst of what the agents of a standby's region report; `nil` where anything that the plan measures, or that they have
    /// told of, is not known.
    ///
    /// What is known of the source's log counts before what a standby says of itself: a standby knows only what its source has
    /// sent, and a link that is full sends late. A lag that hides in a frozen gauge still counts, because the age of the sample
    /// is added (FAILURES F8).
    init?(
        of application: ApplicationID,
        by gauges: [CheckID],
        from source: RegionID,
        in target: RegionID,
        agents: [AgentView],
        writesEnd: Duration,
        at now: Instant
    ) {
        let sources = agents.filter { $0.region == source }.map(\.replication)
        // What an agent that has been taken away once told says nothing any more.
        let standbys = agents.filter { $0.region == target && $0.isExpected(at: now) }.map(\.replication)
        var shortfalls: [Shortfall] = []
        let told = standbys.flatMap { $0.gauges(of: application) }
        for gauge in Set(gauges.map { ReplicationView.Gauge(application: application, check: $0) } + told) {
            let standbys = standbys.filter { $0.tells(of: gauge) }
            guard !standbys.isEmpty else { return nil }
            for standby in standbys {
                guard let shortfall = Shortfall(of: standby, by: gauge, sources: sources, at: now) else { return nil }
                shortfalls.append(shortfall)
            }
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

    /// By where its source's log was known to end, or else by what it knows itself; `nil` where neither is known, and where it
    /// has less than anything that is known of its source.
    init?(of standby: ReplicationView, by gauge: ReplicationView.Gauge, sources: [ReplicationView], at now: Instant) {
        if let received = standby.received[gauge], let source = received.source(among: sources, gauge),
            let newest = source.newest
        {
            guard let complete = source.complete(with: received.position) else { return nil }
            behind = now - min(complete, received.takenAt)
            gapBytes = Double(received.position.gap(to: newest.end))
            sampleAge = now - newest.at
        } else if let own = standby.lags[gauge] {
            sampleAge = now - own.takenAt
            behind = own.lag + sampleAge
            gapBytes = own.gapBytes
        } else {
            return nil
        }
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
