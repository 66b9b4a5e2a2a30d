import Domain

/// Which timelines a server's log has come along, and where it left each (PostgreSQL 15, 26.3.5).
package struct TimelineHistory: Hashable, Sendable {
    private let ends: [Int: LogPosition]

    /// Reads a history file: in each line a timeline, where it was left, and why.
    package init(_ text: String) {
        let entries = text.split(separator: "\n").map { $0.split(whereSeparator: { $0 == "\t" || $0 == " " }) }
        let pairs = entries.compactMap { entry -> (Int, LogPosition)? in
            guard entry.count >= 2, let timeline = Int(entry[0]) else { return nil }
            return LogPosition(String(entry[1])).map { (timeline, $0) }
        }
        ends = Dictionary(pairs) { first, _ in first }
    }

    /// Where that timeline was left for the next; `nil` if the log never was on it, or still is.
    package func end(of timeline: Int) -> LogPosition? { ends[timeline] }
}
