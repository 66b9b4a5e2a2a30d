import Domain

/// What came of one scenario.
package struct ScenarioReport: Sendable {
    package var name: String
    /// A rule of the safety contract that was broken.
    package var violation: Violation?
    /// What each expectation says of itself.
    package var results: [ExpectationResult]
    private var lines: [String]

    init(name: String, lines: [StoryLine], results: [ExpectationResult], violation: Violation?) {
        self.name = name
        self.lines = lines.map(\.description)
        self.results = results
        self.violation = violation
    }

    package var holds: Bool { violation == nil && results.allSatisfy { $0.failure == nil } }

    /// The whole story, and whether it came as expected.
    package var story: String {
        let rules = violation.map { "BROKEN  \($0)" } ?? "held    every rule of the safety contract"
        return (lines + [""] + results.map(\.description) + [rules]).joined(separator: "\n") + "\n"
    }
}

/// Whether something came as expected.
package struct ExpectationResult: Sendable, CustomStringConvertible {
    package var text: String
    /// What was so instead; `nil` when it held.
    package var failure: String?

    package var description: String { failure.map { "BROKEN  \(text): \($0)" } ?? "held    \(text)" }
}
