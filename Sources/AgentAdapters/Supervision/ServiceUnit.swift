/// What a systemd unit file says in its `[Service]` section (systemd.service(5), systemd.syntax(7)).
package struct ServiceUnit: Hashable, Sendable {
    private var settings: [String: [String]] = [:]

    /// Reads unit files in the order given: what a later one (a drop-in) sets replaces or, for lists, follows the earlier.
    package init(texts: [String]) {
        for text in texts { read(text) }
    }

    /// The last value of a setting; `nil` if it is not set.
    package func value(of name: String) -> String? { settings[name]?.last }

    /// All values of a setting that is a list, such as `ExecStopPost`.
    package func values(of name: String) -> [String] { settings[name] ?? [] }

    /// The last value of a setting as a time span; `nil` if it is not set, is not a time or means "never".
    package func duration(of name: String) -> Duration? {
        value(of: name).flatMap(TimeSpan.init).flatMap { $0.duration > .zero ? $0.duration : nil }
    }

    private mutating func read(_ text: String) {
        var section = ""
        // A backslash at the end of a line joins it with the next.
        let joined = text.replacing("\\\n", with: " ")
        for line in joined.split(separator: "\n").map({ $0.trimmed }) {
            if line.hasPrefix("[") {
                section = line
            } else if section == "[Service]", !line.hasPrefix("#"), !line.hasPrefix(";") {
                let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
                guard parts.count == 2 else { continue }
                // An empty assignment empties the list.
                settings[parts[0]] = parts[1].isEmpty ? [] : settings[parts[0], default: []] + [parts[1]]
            }
        }
    }
}

/// A time span as systemd writes it, such as `1min 30s`, `500ms` or `20` (systemd.time(7)).
struct TimeSpan {
    let duration: Duration

    /// `nil` for what is not a time span, `infinity` included.
    init?(_ text: some StringProtocol) {
        var total = Duration.zero
        var rest = text[...].drop(while: \.isWhitespace)
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            let afterDigits = rest[digits.endIndex...].drop(while: \.isWhitespace)
            let unit = afterDigits.prefix(while: \.isLetter)
            guard let number = Int64(digits), let length = Self.units[String(unit)] else { return nil }
            total += length * number
            rest = afterDigits[unit.endIndex...].drop(while: \.isWhitespace)
        }
        duration = total
    }

    private static let units: [String: Duration] = [
        "us": .microseconds(1), "usec": .microseconds(1), "ms": .milliseconds(1), "msec": .milliseconds(1),
        "": .seconds(1), "s": .seconds(1), "sec": .seconds(1), "second": .seconds(1), "seconds": .seconds(1),
        "m": .seconds(60), "min": .seconds(60), "minute": .seconds(60), "minutes": .seconds(60),
        "h": .seconds(3600), "hr": .seconds(3600), "hour": .seconds(3600), "hours": .seconds(3600),
        "d": .seconds(86_400), "day": .seconds(86_400), "days": .seconds(86_400),
    ]
}

extension StringProtocol {
    /// Without white space at either end.
    var trimmed: String {
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
