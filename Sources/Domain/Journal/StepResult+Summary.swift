extension StepResult {
    /// How it ended, in a few words.
    package var summary: String {
        switch self {
        case .succeeded(_, let summary): summary.isEmpty ? "succeeded" : "succeeded: \(summary)"
        case .failed(let reason): "failed: \(reason)"
        case .refused(let reason): "refused: \(reason)"
        case .inDoubt(let reason): "is in doubt: \(reason)"
        case .interrupted: "interrupted"
        }
    }
}
