import Domain

/// Times as people read them: how long ago first, and when exactly, in UTC.
struct TimeText: Sendable {
    /// What "ago" is counted from.
    let now: Timestamp

    /// `08:15:02Z`, with the date where it is not today's.
    func clock(_ time: Timestamp) -> String {
        let (text, today) = (time.description, now.description)
        let clock = String(text.dropFirst(Self.date + 1).prefix(8)) + "Z"
        return text.prefix(Self.date) == today.prefix(Self.date) ? clock : "\(text.prefix(Self.date)) \(clock)"
    }

    /// `08:15:02Z (3m12s ago)` or `08:15:02Z (in 3m12s)`.
    func both(_ time: Timestamp) -> String { "\(clock(time)) (\(relative(time)))" }

    /// `3m12s ago` or `in 3m12s`.
    func relative(_ time: Timestamp) -> String {
        guard time <= now else { return "in \(Self.short(time - now))" }
        return now - time < .seconds(1) ? "just now" : "\(Self.short(now - time)) ago"
    }

    /// The two greatest units of a duration: `2.3s`, `12s`, `3m12s`, `4h5m`, `3d4h`.
    static func short(_ duration: Duration) -> String {
        let milliseconds = max(0, duration.wholeMilliseconds)
        let seconds = milliseconds / 1000
        switch seconds {
        case ..<10: return "\(seconds).\(milliseconds % 1000 / 100)s"
        case ..<60: return "\(seconds)s"
        case ..<3600: return pair(seconds / 60, "m", seconds % 60, "s")
        case ..<86_400: return pair(seconds / 3600, "h", seconds % 3600 / 60, "m")
        case ..<(manyDays * 86_400): return pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h")
        default: return "\(seconds / 86_400)d"
        }
    }

    /// From here on nobody counts hours.
    private static let manyDays: Int64 = 10

    private static func pair(_ great: Int64, _ unit: String, _ small: Int64, _ smallUnit: String) -> String {
        "\(great)\(unit)" + (small > 0 ? "\(small)\(smallUnit)" : "")
    }

    /// The length of `2026-11-23`.
    private static let date = 10
}
