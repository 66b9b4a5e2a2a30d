import Domain

/// What one agent has told last of the databases of its region, check by check: a look that fails does not make it unknown, only
/// older (FAILURES F8).
struct ReplicationView: Hashable, Sendable {
    /// Which database; the same check looks at both sides of it.
    struct Gauge: Hashable, Sendable {
        var application: ApplicationID
        var check: CheckID
    }

    /// By what standbys know themselves.
    private(set) var lags: [Gauge: LagSample] = [:]
    /// Up to where standbys have received the log of their source.
    private(set) var received: [Gauge: ReceivedLog] = [:]
    /// Where the logs of servers that take writes were known to end.
    private(set) var sources: [Gauge: SourceSamples] = [:]

    /// Takes what a report says that was heard at one moment, and was sent after another where that is known.
    mutating func take(_ check: CheckReport, heardAt: Instant, sentAfter: Instant?) {
        let gauge = Gauge(application: check.application, check: check.check)
        let (latest, timeline) = (check.latest, check.latest.figure(.timeline).map { Int($0) })
        if let lag = latest.figure(.lag), lag < LagSample.longest {
            lags[gauge] = LagSample(
                lag: .milliseconds(Int64(lag * 1000)),
                gapBytes: latest.figure(.gap),
                takenAt: heardAt - check.age
            )
        }
        if let position = latest.logPosition(.received) {
            received[gauge] = ReceivedLog(position: position, timeline: timeline)
        }
        if let end = latest.logPosition(.end), let sentAfter {
            // The server may have answered at any moment since it was asked.
            sources[gauge, default: SourceSamples()]
                .note(end: end, at: sentAfter - check.age - latest.took, timeline: timeline)
        }
    }

    /// What tells how far standbys are behind for an application.
    func gauges(of application: ApplicationID) -> Set<Gauge> {
        Set(lags.keys).union(received.keys).filter { $0.application == application }
    }

    mutating func forget(_ application: ApplicationID) {
        lags = lags.filter { $0.key.application != application }
        received = received.filter { $0.key.application != application }
        sources = sources.filter { $0.key.application != application }
    }
}

/// How far a standby was behind at one moment.
struct LagSample: Hashable, Sendable {
    var lag: Duration
    var gapBytes: Double?
    var takenAt: Instant

    /// In seconds; more says nothing.
    fileprivate static let longest = 1e9
}

/// How much of its source's log a standby has. It never has less later.
struct ReceivedLog: Hashable, Sendable {
    var position: LogPosition
    var timeline: Int?
}
