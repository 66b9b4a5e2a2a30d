import ArgumentParser
import Domain

/// How a command prints what it has to say.
struct OutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable, Sendable {
        case text
        case json
    }

    @Option(help: "text for people, json for programs.")
    var output = Format.text

    /// Prints a view: as it is for programs, as lines for people.
    func show(
        _ view: some Encodable,
        in surroundings: Surroundings,
        as lines: @autoclosure () -> [StyledText]
    ) throws(CommandFailure) {
        switch output {
        case .text: surroundings.print(lines())
        case .json: surroundings.terminal.write(try JSONText.text(of: view) + "\n")
        }
    }

    /// Prints that an order was carried out.
    func confirm(_ answer: OperatorAnswer, in surroundings: Surroundings) throws(CommandFailure) {
        let report = ActionReport(outcome: .done, message: answer.message, view: answer.body.map(UnwrappedView.init))
        try show(report, in: surroundings, as: answer.message.isEmpty ? [] : [StyledText(answer.message)])
    }
}
