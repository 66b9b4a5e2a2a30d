import Domain

/// One line of a scenario that does something to the world.
struct Cue: Sendable {
    var time: CueTime
    var deed: Deed
    /// The line as it was written.
    var text: String
    /// Where it stands in its file.
    var line: Int

    func isAfter(_ end: Duration) -> Bool {
        if case .at(let time) = time { time > end } else { false }
    }

    var timeText: String {
        if case .at(let time) = time { time.text } else { "" }
    }

    /// What is done, without when.
    var deedText: String {
        switch time {
        case .at: String(text.split(separator: " ").dropFirst(2).joined(separator: " "))
        case .when: String(text.split(separator: ",", maxSplits: 1).last ?? "").trimmed
        }
    }
}

/// When it is done.
enum CueTime: Hashable, Sendable {
    case at(Duration)
    /// As soon as these have happened, one after the other.
    case when([Occasion])
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
