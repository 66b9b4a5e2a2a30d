import Domain

/// A set of TXT records as one text and back, without loss: the exact old token is a condition of every change.
///
/// A token of ours is one record with one plain string, and is that string. Anything else is written as in a zone file: each
/// string in quotation marks, records one a line.
struct DNSTokenText: Hashable {
    let text: String
    /// The strings of each record.
    let strings: [[[UInt8]]]

    init(strings: [[[UInt8]]]) {
        self.strings = strings.sorted { $0.lexicographicallyPrecedes($1) { $0.lexicographicallyPrecedes($1) } }
        if strings.count == 1, strings[0].count == 1, Self.isPlain(strings[0][0]) {
            text = String(decoding: strings[0][0], as: UTF8.self)
        } else {
            text = self.strings.map { $0.map(Self.quoted).joined(separator: " ") }.joined(separator: "\n")
        }
    }

    init(text: String) {
        self.text = text
        strings =
            text.hasPrefix("\"")
            ? text.split(separator: "\n").map { Self.unquoted($0.utf8) } : [[Array(text.utf8)]]
    }

    private static let quote = UInt8(ascii: "\"")
    private static let escape = UInt8(ascii: "\\")

    private static func isPlain(_ string: [UInt8]) -> Bool {
        !string.isEmpty && string.first != quote && string.allSatisfy { (0x20...0x7E).contains($0) }
    }

    private static func quoted(_ string: [UInt8]) -> String {
        "\"" + string.map(escaped).joined() + "\""
    }

    private static func escaped(_ byte: UInt8) -> String {
        guard (0x20...0x7E).contains(byte), byte != quote, byte != escape else {
            let digits = String(byte)
            return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }
        return String(UnicodeScalar(byte))
    }

    /// The strings of a line that ``quoted(_:)`` made.
    private static func unquoted(_ line: some Sequence<UInt8>) -> [[UInt8]] {
        var strings: [[UInt8]] = []
        var string: [UInt8]?
        var bytes = line.makeIterator()
        while let byte = bytes.next() {
            if byte == quote {
                if let finished = string { strings.append(finished) }
                string = string == nil ? [] : nil
            } else if byte == escape {
                let digits = [bytes.next(), bytes.next(), bytes.next()].compactMap(\.self)
                string?.append(UInt8(String(decoding: digits, as: UTF8.self)) ?? 0)
            } else {
                string?.append(byte)
            }
        }
        return strings
    }
}
