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
    /// Databases that followed nobody at the last look that found them.
    private(set) var followingNobody: Set<Gauge> = []

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
            followingNobody.remove(gauge)
            received[gauge] = ReceivedLog(position: position, timeline: timeline, takenAt: heardAt - check.age)
        }
        guard let end = latest.logPosition(.end) else { return }
        followingNobody.insert(gauge)
        if let sentAfter {
            // The server may have answered at any moment since it was asked.
            sources[gauge, default: SourceSamples()]
                .note(end: end, at: sentAfter - check.age - latest.took, timeline: timeline)
        }
    }

    /// All that it has said something of.
    func gauges(of application: ApplicationID) -> Set<Gauge> {
        Set(lags.keys).union(received.keys).filter { $0.application == application }
    }

    /// Whether it has ever said anything of a standby there.
    func tells(of gauge: Gauge) -> Bool { lags[gauge] != nil || received[gauge] != nil }

    /// A standby is looked at again in a moment. A source that is lost is not, and its log has the same places under any plan.
    mutating func forgetStandbys(of application: ApplicationID) {
        lags = lags.filter { $0.key.application != application }
        received = received.filter { $0.key.application != application }
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

/// How much of its source's log a standby had at one moment.
struct ReceivedLog: Hashable, Sendable {
    var position: LogPosition
    var timeline: Int?
    var takenAt: Instant
}
