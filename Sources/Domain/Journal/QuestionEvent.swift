/// What is remembered of a question to people.
package enum QuestionEvent: Hashable, Codable, Sendable {
    case asked(Question)
    case answered(question: QuestionID, isApproved: Bool, by: OperatorName, reason: String)
    case withdrawn(question: QuestionID, reason: String)
}

extension QuestionEvent {
    /// Only the question itself names its application.
    var application: ApplicationID? {
        switch self {
        case .asked(let question): question.application
        case .answered, .withdrawn: nil
        }
    }

    var author: OperatorName? {
        switch self {
        case .answered(_, _, let by, _): by
        case .asked, .withdrawn: nil
        }
    }

    var summary: String {
        switch self {
        case .asked(let question): "question \(question.id): \(question.text)"
        case .answered(let question, let isApproved, let by, let reason):
            "question \(question) \(isApproved ? "approved" : "rejected") by \(by): \(reason)"
        case .withdrawn(let question, let reason): "question \(question) withdrawn: \(reason)"
        }
    }
}
