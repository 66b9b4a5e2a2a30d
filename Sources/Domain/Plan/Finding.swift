/// Something in a plan that would hurt, or that its owner should know.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
    package enum Severity: String, Hashable, Comparable, Sendable, CaseIterable {
        /// The plan is refused.
        case error
        /// The plan can be applied, but something in it is dangerous or does not do what it seems to do.
        case warning
        /// A fact that follows from the plan and that people should have seen.
        case note

        /// The graver one is the lesser, so that it is listed first.
        package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .error: 0
            case .warning: 1
            case .note: 2
            }
        }
    }

    package var severity: Severity
    package var code: FindingCode
    package var path: PlanPath
    /// One line: what is wrong and how to mend it.
    package var message: String

    package init(_ severity: Severity, _ code: FindingCode, at path: PlanPath, _ message: String) {
        self.severity = severity
        self.code = code
        self.path = path
        self.message = message
    }

    package var description: String { "\(path): \(severity.rawValue): \(message) [\(code)]" }
}

/// Names a kind of finding, the same in every version, so that scripts can rely on it.
package struct FindingCode: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral code: String) { self.init(rawValue: code) }
    package var description: String { rawValue }
}
