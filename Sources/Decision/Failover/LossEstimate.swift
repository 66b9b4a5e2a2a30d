import Domain

/// What would be lost if a standby took over now (DESIGN 3.2, data-loss gate).
package struct LossEstimate: Hashable, Codable, Sendable {
    /// From the source's last write that the standby surely has, to the end of the source's writes.
    package var loss: Duration
    /// What the standby had not yet received at its last sample, in bytes, where it says so.
    package var gapBytes: Double?
    /// How old the sample is.
    package var sampleAge: Duration

    package var summary: String {
        let gap = gapBytes.map { ", \(Int64($0)) bytes behind" } ?? ""
        return "\(loss.text) of writes\(gap), from a sample \(sampleAge.text) old"
    }

    /// The worst that the standby's agents report, or `nil` where none reports a lag.
    ///
    /// A lag that hides in a frozen gauge still counts, because the age of the sample is added (FAILURES F8).
    init?(of application: ApplicationID, in region: RegionID, agents: [AgentView], writesEnd: Duration, at now: Instant)
    {
        let samples = agents.filter { $0.region == region }.compactMap { $0.lags[application] }
        guard let worst = samples.max(by: { $0.lag - ($0.takenAt - now) < $1.lag - ($1.takenAt - now) }) else {
            return nil
        }
        sampleAge = now - worst.takenAt
        let writesEnd = isPlanted(.laterWritesAreNotCounted) ? .zero : writesEnd
        loss = worst.lag + (isPlanted(.sampleAgeIsIgnored) ? .zero : sampleAge) + writesEnd
        gapBytes = worst.gapBytes
    }
}

/// How far a standby was behind at one moment.
struct LagSample: Hashable, Sendable {
    var lag: Duration
    var gapBytes: Double?
    var takenAt: Instant

    private static var measure: CheckDefinition.Measure { .replicationLag }

    init?(_ report: CheckReport, heardAt: Instant) {
        guard let seconds = report.latest.figures[Self.measure.figure], seconds >= 0, seconds < 1e9 else {
            return nil
        }
        lag = .milliseconds(Int64(seconds * 1000))
        gapBytes = report.latest.figures[Self.measure.figureInBytes]
        takenAt = heardAt - report.age
    }
}
