import Domain

/// What must come of a story.
struct Expectation: Sendable {
    var claim: Claim
    var window: Window
    /// The line as it was written.
    var text: String

    /// - Returns: what was so instead; `nil` when it came as expected.
    func failure(in chronicle: Chronicle) -> String? { claim.failure(in: chronicle, window) }
}
