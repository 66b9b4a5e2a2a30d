/// When the log of a standby's source was known to end where.
///
/// What a standby lacks cannot be seen at the standby. But once it has received all up to where the log ended at some moment, it
/// has every write of before that moment (DESIGN 3.2, data-loss gate).
package struct SourceSamples: Hashable, Sendable {
    package struct Sample: Hashable, Sendable {
        package var end: LogPosition
        package var at: Instant
    }

    /// Ends and moments both grow.
    private var samples: [Sample] = []
    /// The branch of history that the samples are of, where it is known.
    package private(set) var timeline: Int?

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
        // With every other sample left out, what a standby lacks is never taken for less than it is.
        samples = samples.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    }

    /// The last moment up to which a standby that has received so much has everything.
    package func complete(with received: LogPosition) -> Instant? { samples.last { $0.end <= received }?.at }

    package var newest: Sample? { samples.last }
    package var oldestAt: Instant? { samples.first?.at }

    private static let most = 256
}
