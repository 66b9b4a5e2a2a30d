import Domain

/// The part of a story that an expectation is about; without words it is all of it.
struct Window: Hashable, Sendable {
    var from: Duration = .zero
    var to: Duration?

    func contains(_ time: Duration) -> Bool { from <= time && (to.map { time <= $0 } ?? true) }

    /// `until 63s`, `before 63s`, `after 20s`, `between 5s and 15s`.
    init(_ line: inout ScriptLine) throws(ScriptError) {
        if line.take("until") || line.take("before") {
            to = try line.duration()
        } else if line.take("after") {
            from = try line.duration()
        } else if line.take("between") {
            from = try line.duration()
            try line.require("and")
            let end = try line.duration()
            guard from < end else { throw line.error("\(from.text) is not before \(end.text): swap them") }
            to = end
        }
    }
}
