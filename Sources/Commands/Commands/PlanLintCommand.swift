import ArgumentParser
import Domain

/// `holdfast plan lint`: works without a controller.
struct PlanLintCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Looks in a plan for what would hurt at three in the morning; fails on errors."
    )

    @Argument(help: "The plan (YAML).") var file: String
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let findings = PlanFindings(text: try TextFile.read(file), fileName: file)
        switch output.output {
        case .text: surroundings.print(findings.lines)
        case .json: surroundings.terminal.write(try JSONText.text(of: findings) + "\n")
        }
        guard !findings.hasErrors else { throw CommandFailure(.failed, "\(file): \(findings.summary)") }
        if output.output == .text { surroundings.print(StyledText("\(file): \(findings.summary)", .good)) }
    }
}
