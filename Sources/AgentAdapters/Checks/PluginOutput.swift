import Synchronization

/// What a monitoring plugin prints: a line for people and, after a `|`, performance data
/// (https://www.monitoring-plugins.org/doc/guidelines.html, "Plugin Output").
final class PluginOutput: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    /// Keeps the beginning; that is where everything that counts stands.
    func append(_ piece: ArraySlice<UInt8>) {
        bytes.withLock { $0 += piece.prefix(Self.longest - $0.count) }
    }

    /// The first line without its performance data, and the figures of all lines.
    var parsed: (text: String, figures: [String: Double]) {
        let text = String(decoding: bytes.withLock { $0 }, as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline)
        var figures: [String: Double] = [:]
        for line in lines {
            guard let bar = line.firstIndex(of: "|") else { continue }
            Self.read(line[line.index(after: bar)...], into: &figures)
        }
        let first = lines.first.map { $0.prefix { $0 != "|" }.trimmed } ?? ""
        return (String(first.prefix(Self.longestText)), figures)
    }

    /// Reads `label=value[unit];…` or `'label with blanks'=value…`, separated by blanks. Units are dropped.
    private static func read(_ data: Substring, into figures: inout [String: Double]) {
        var rest = data.drop(while: \.isWhitespace)
        while !rest.isEmpty, figures.count < mostFigures {
            let label: Substring
            if rest.first == "'" {
                label = rest.dropFirst().prefix { $0 != "'" }
                rest = rest[label.endIndex...].dropFirst()
            } else {
                label = rest.prefix { $0 != "=" && !$0.isWhitespace }
                rest = rest[label.endIndex...]
            }
            let value = rest.prefix { !$0.isWhitespace }
            rest = rest[value.endIndex...].drop(while: \.isWhitespace)
            let number = value.dropFirst().prefix { "+-.0123456789eE".contains($0) }
            guard value.hasPrefix("="), !label.isEmpty, label.count <= longestLabel,
                let figure = Double(number) ?? Double(number.prefix { !"eE".contains($0) }), figure.isFinite
            else { continue }
            figures[String(label)] = figure
        }
    }

    private static let longest = 65_536
    private static let longestText = 500
    private static let longestLabel = 64
    /// A report carries 64 checks in 64 KiB.
    private static let mostFigures = 16
}
