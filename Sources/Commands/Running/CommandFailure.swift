import Domain
import Ports

/// Why a command did not do what it was asked, and the exit code that says so.
package struct CommandFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Its raw value is the exit code (DESIGN 4.2).
    package let outcome: OperatorAnswer.Outcome
    /// One line: what is wrong, and what to do.
    package let message: String
    /// What the controller sent along with its refusal.
    package var view: OperatorView?
    /// Programs have been told already, by a view.
    var isShown = false

    package init(_ outcome: OperatorAnswer.Outcome, _ message: String, view: OperatorView? = nil) {
        self.outcome = outcome
        self.message = message
        self.view = view
    }

    /// A failure of the world outside.
    package init(_ error: PortError) {
        let outcome: OperatorAnswer.Outcome =
            switch error.code {
            case .unavailable: .noQuorumOrLeader
            case .conditionFailed: .refused
            case .outcomeUnknown, .rejected, .damaged: .failed
            }
        self.init(outcome, error.message)
    }

    package var description: String { message }

    /// The command was stopped by the person who had started it.
    static let interrupted = CommandFailure(.failed, "stopped; what was ordered goes on, look with: holdfast status")
}

extension OperatorAnswer.Outcome {
    /// Its name in the output of `--output json`.
    var name: String {
        switch self {
        case .done: "done"
        case .failed: "failed"
        case .usage: "usage"
        case .refused: "refused"
        case .noQuorumOrLeader: "noQuorumOrLeader"
        }
    }
}
