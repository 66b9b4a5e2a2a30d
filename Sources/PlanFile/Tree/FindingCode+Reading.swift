import Domain

// What can be wrong with the text, before anything is known about the plan.
extension FindingCode {
    package static let yamlSyntax: FindingCode = "yaml-syntax"
    package static let duplicateKey: FindingCode = "duplicate-key"
    package static let tooLarge: FindingCode = "too-large"
    package static let unknownKey: FindingCode = "unknown-key"
    package static let missingKey: FindingCode = "missing-key"
    package static let wrongType: FindingCode = "wrong-type"
    package static let badValue: FindingCode = "bad-value"
    package static let notSupported: FindingCode = "not-supported"
}
