import Domain

/// When the log of a standby's source was known to end where.
///
/// What a standby lacks cannot be seen at the standby. But once it has received all up to where the log ended at some moment, it
/// has every write of before that moment (DESIGN 3.2, data-loss gate).
package struct SourceSamples: Sendable {
    private struct Sample {
        var end: LogPosition
        var at: Instant
    }

    /// Ends and moments both grow.
    private var samples: [Sample] = []
    private var timeline: Int?

    package init() {}

    /// The source's log ended there at that moment. Positions of another timeline cannot be compared with those of before.
    package mutating func note(end: LogPosition, at moment: Instant, timeline: Int?) {
        if let timeline, timeline != self.timeline {
            samples = []
            self.timeline = timeline
        }
        if let last = samples.last, last.at >= moment || last.end > end { return }
        samples.append(Sample(end: end, at: moment))
        guard samples.count > Self.most else { return }
        // Of a standby that falls behind, every other sample is left out: what it lacks is never taken for less than it is.
        samples = samples.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    }

    /// The last moment up to which a standby that has received so much has everything. What was before is forgotten.
    package mutating func complete(with received: LogPosition) -> Instant? {
        guard let index = samples.lastIndex(where: { $0.end <= received }) else { return nil }
        samples.removeFirst(index)
        return samples.first?.at
    }

    /// Where the log was last known to end.
    package var newestEnd: LogPosition? { samples.last?.end }

    private static let most = 256
}
