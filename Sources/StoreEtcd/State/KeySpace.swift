import Domain
import Foundation

/// The keys of one cluster of controllers: everything below `/holdfast/CLUSTER/`.
struct KeySpace: Sendable {
    let cluster: String
    let prefix: String

    init(cluster: String) {
        self.cluster = cluster
        prefix = "/holdfast/\(cluster)/"
    }

    func key(_ part: Part) -> Data { Data((prefix + part.key).utf8) }

    /// Positions have twenty digits, so that the order of keys is that of records.
    func key(_ position: JournalPosition) -> Data {
        let digits = String(position.rawValue)
        return Data((prefix + Self.journal + String(repeating: "0", count: max(0, 20 - digits.count)) + digits).utf8)
    }

    /// What a key below the prefix stands for.
    enum Place: Hashable, Sendable {
        case part(Part)
        case record(JournalPosition)
        /// What a newer version keeps there.
        case unknown
    }

    func place(of key: Data) -> Place {
        let text = String(decoding: key, as: UTF8.self)
        guard text.hasPrefix(prefix) else { return .unknown }
        let rest = text.dropFirst(prefix.count)
        if rest.hasPrefix(Self.journal) {
            return UInt64(rest.dropFirst(Self.journal.count)).map { .record(JournalPosition($0)) } ?? .unknown
        }
        return Part(key: rest).map { .part($0) } ?? .unknown
    }

    // MARK: Ranges

    /// Everything, records too.
    var all: (key: Data, end: Data) { range(of: "") }

    var opinions: (key: Data, end: Data) { range(of: Part.opinions) }

    var applications: (key: Data, end: Data) { range(of: Part.applications) }

    /// Everything but the records: what lies before them, and what lies behind.
    var state: [(key: Data, end: Data)] {
        let journal = range(of: Self.journal)
        return [(all.key, journal.key), (journal.end, all.end)]
    }

    /// Records of the half-open range.
    func records(_ positions: Range<UInt64>) -> (key: Data, end: Data) {
        (key(JournalPosition(positions.lowerBound)), key(JournalPosition(positions.upperBound)))
    }

    /// Every record from a position on.
    func records(from position: JournalPosition) -> (key: Data, end: Data) {
        (key(position), range(of: Self.journal).end)
    }

    /// The last character of what is passed is `/`, and `0` is the one after it.
    private func range(of name: String) -> (key: Data, end: Data) {
        (Data((prefix + name).utf8), Data((prefix + name).utf8.dropLast() + "0".utf8))
    }

    private static let journal = "journal/"
}
