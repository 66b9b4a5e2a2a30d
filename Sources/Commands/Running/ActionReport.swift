import Domain

/// What `--output json` prints of an order, and of everything that failed.
struct ActionReport: Encodable {
    var outcome: String
    var message: String
    var view: UnwrappedView?

    init(outcome: OperatorAnswer.Outcome, message: String, view: UnwrappedView?) {
        self.outcome = outcome.name
        self.message = message
        self.view = view
    }
}

/// A view without the envelope that says which one it is: who asked knows.
struct UnwrappedView: Encodable {
    let view: OperatorView

    init(_ view: OperatorView) { self.view = view }

    func encode(to encoder: any Encoder) throws {
        switch view {
        case .status(let view): try view.encode(to: encoder)
        case .explanation(let view): try view.encode(to: encoder)
        case .agents(let views): try views.encode(to: encoder)
        case .plan(let view): try view.encode(to: encoder)
        case .planChange(let view): try view.encode(to: encoder)
        case .incidents(let views): try views.encode(to: encoder)
        case .incident(let view): try view.encode(to: encoder)
        case .executions(let views): try views.encode(to: encoder)
        case .execution(let view, let output, _):
            try view.encode(to: encoder)
            var container = encoder.container(keyedBy: ExecutionKeys.self)
            try container.encode(output, forKey: .output)
        case .move(let view): try view.encode(to: encoder)
        case .journal(let records): try records.encode(to: encoder)
        case .controllers(let view): try view.encode(to: encoder)
        case .objectives(let views): try views.encode(to: encoder)
        case .backup(let page): try page.encode(to: encoder)
        }
    }

    private enum ExecutionKeys: String, CodingKey {
        case output
    }
}
