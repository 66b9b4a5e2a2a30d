import ArgumentParser
import Domain

// The nouns as arguments.
extension RegionID: ExpressibleByArgument {}
extension ApplicationID: ExpressibleByArgument {}
extension AgentID: ExpressibleByArgument {}
extension ControllerID: ExpressibleByArgument {}
extension OperatorName: ExpressibleByArgument {}
extension IncidentID: ExpressibleByArgument {}
extension ExecutionID: ExpressibleByArgument {}
extension QuestionID: ExpressibleByArgument {}
extension StepID: ExpressibleByArgument {}
extension DNSGroupID: ExpressibleByArgument {}
extension PlanVersion: ExpressibleByArgument {}

/// A duration as an argument: `90s`, `22m`, `2h`, `1h30m`.
struct DurationArgument: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        guard let duration = Duration(text: argument), duration > .zero else { return nil }
        self.duration = duration
    }
}

/// Names of gates as one argument, with commas between them.
struct OverrideArgument: ExpressibleByArgument {
    let gates: [GateOverride]

    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        gates = names.compactMap { GateOverride(rawValue: String($0)) }
        guard gates.count == names.count else { return nil }
    }

    static var allValueStrings: [String] { GateOverride.allCases.map(\.rawValue) }
}

/// Why something is done. It goes into the journal, with the name of the operator's certificate.
struct ReasonOptions: ParsableArguments {
    @Option(help: "Why; for the journal.")
    var reason: String

    func validate() throws {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--reason must say why") }
    }
}
