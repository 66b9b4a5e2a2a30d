import Domain

/// One line of a story: when, who, what, and why.
struct StoryLine: Hashable, Sendable, CustomStringConvertible {
    /// Since the cluster was well.
    var time: Duration
    var who: String
    var what: String
    /// The evidence, a line each.
    var why: [String] = []

    var description: String {
        let head = "\(Self.seconds(time))  \(who.padded(to: 11))  \(what)"
        return ([head] + why.map { String(repeating: " ", count: 23) + "- " + $0 }).joined(separator: "\n")
    }

    /// To the hundredth, so that columns stand under each other.
    private static func seconds(_ time: Duration) -> String {
        let hundredths = time.wholeMilliseconds / 10
        let fraction = hundredths % 100
        let text = "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
        return String(repeating: " ", count: max(0, 7 - text.count)) + text
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
