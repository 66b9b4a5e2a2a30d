import Domain

/// The way of a step, or of its compensation, through its stages, with what is counted and timed on it.
package struct Track: Hashable, Sendable {
    package internal(set) var stage = Stage.waiting
    /// Failed tries since the first, or since a person asked for another.
    package internal(set) var failures = 0
    /// When the first try started.
    package internal(set) var began: Timestamp?
    /// When it came into its stage.
    package internal(set) var since: Timestamp?

    /// Goes on by one fact; one that means nothing in this stage changes nothing.
    mutating func take(_ fact: Stage.Fact, at time: Timestamp) {
        guard let next = stage.next(after: fact) else { return }
        stage = next
        since = time
        switch fact {
        case .started: began = began ?? time
        case .failed, .failedForGood: failures += 1
        case .retried: failures = 0
        case .succeeded, .fellInDoubt, .interrupted, .gaveUp, .passedOver, .skipped: break
        }
    }
}
