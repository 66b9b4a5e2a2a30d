extension Duration {
    /// The duration in whole milliseconds, rounded towards zero.
    package var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    /// The duration as people write it in a plan: `1h30m`, `15m`, `2s`, `250ms`.
    package var text: String {
        var rest = wholeMilliseconds
        guard rest > 0 else { return rest == 0 ? "0s" : "-" + (Duration.zero - self).text }
        var text = ""
        for (unit, length) in Self.units where rest >= length {
            text += "\(rest / length)\(unit)"
            rest %= length
        }
        return text
    }

    /// Reads what ``text`` writes: numbers, each with a unit of `d`, `h`, `m`, `s` or `ms`; `nil` for anything else.
    package init?(text: some StringProtocol) {
        var total: Int64 = 0
        var rest = Substring(text)
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            let unit = rest[digits.endIndex...].prefix { $0.isLetter }
            guard let number = Int64(digits), let length = Self.units.first(where: { $0.0 == unit })?.1 else {
                return nil
            }
            let (product, overflowed) = number.multipliedReportingOverflow(by: length)
            let (sum, overflowedToo) = total.addingReportingOverflow(product)
            guard !overflowed, !overflowedToo else { return nil }
            total = sum
            rest = rest[unit.endIndex...]
        }
        self = .milliseconds(total)
    }

    private static let units: [(String, Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]
}

// In JSON a duration is a text such as "2s", everywhere. The standard library would write a pair of numbers that nobody
// can read; these overloads are what the compiler picks when it makes a `Codable` conformance in this module.
extension KeyedEncodingContainer {
    mutating func encode(_ value: Duration, forKey key: Key) throws { try encode(value.text, forKey: key) }

    mutating func encodeIfPresent(_ value: Duration?, forKey key: Key) throws {
        try encodeIfPresent(value?.text, forKey: key)
    }
}

extension KeyedDecodingContainer {
    func decode(_ type: Duration.Type, forKey key: Key) throws -> Duration {
        let text = try decode(String.self, forKey: key)
        // Between two times of day, of which a clock that was set back lies in the middle, there may be less than nothing.
        let isNegative = text.hasPrefix("-")
        guard let duration = Duration(text: text.dropFirst(isNegative ? 1 : 0)) else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "\(text) is not a duration")
        }
        return isNegative ? .zero - duration : duration
    }

    func decodeIfPresent(_ type: Duration.Type, forKey key: Key) throws -> Duration? {
        contains(key) ? try decode(type, forKey: key) : nil
    }
}
