import Domain

/// A finding and where in the plan's text it is.
package struct LocatedFinding: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var finding: Finding
    package var fileName: String
    package var place: TextPlace

    package init(_ finding: Finding, at place: TextPlace, in fileName: String) {
        self.finding = finding
        self.fileName = fileName
        self.place = place
    }

    /// Gravest first, then from the top.
    package static func < (left: LocatedFinding, right: LocatedFinding) -> Bool {
        (left.finding.severity, left.place, left.finding.message) < (
            right.finding.severity, right.place, right.finding.message
        )
    }

    /// The form that compilers use and editors understand: `file:line:column: error: path: what; how to mend [code]`.
    package var description: String {
        "\(fileName):\(place): \(finding.severity.rawValue): \(subject)\(finding.message) [\(finding.code)]"
    }

    private var subject: String { finding.path == .root ? "" : "\(finding.path): " }
}
