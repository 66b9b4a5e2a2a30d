/// A closed set of things that a plan can name after `uses:`.
///
/// To add one: a case in its enumeration and one file that describes it, beside those of its siblings.
package protocol Kind: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    /// What one of them is called in a message, for example `step`.
    static var noun: String { get }

    var entry: CatalogEntry { get }
}

extension Kind {
    /// The names that may stand after `uses:`, for messages.
    static var knownNames: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
