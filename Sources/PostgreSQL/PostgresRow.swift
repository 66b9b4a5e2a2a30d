import Domain

/// One row of an answer, by the names of its columns.
package struct PostgresRow: Hashable, Sendable {
    private var values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    /// `nil` for NULL.
    func text(_ column: String) -> String? { values[column] }

    func number(_ column: String) -> Double? { values[column].flatMap { Double($0) } }

    func flag(_ column: String) -> Bool { values[column] == "t" }

    func position(_ column: String) -> LogPosition? { values[column].flatMap { LogPosition($0) } }

    func duration(_ column: String) -> Duration? {
        number(column).flatMap { $0.isFinite && abs($0) < Self.longest ? .milliseconds(Int64($0 * 1000)) : nil }
    }

    /// Thirty years of seconds.
    private static let longest = 1e9
}
