import ArgumentParser
import Domain

/// `holdfast plan apply`.
struct PlanApplyCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Makes a plan the one that is run."
    )

    @Argument(help: "The plan (YAML).") var file: String
    @OptionGroup var reason: ReasonOptions
    @Flag(help: "Only say what would happen.") var dryRun = false
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let text = try TextFile.read(file)
        let findings = PlanFindings(text: text, fileName: file)
        guard !findings.hasErrors else {
            throw CommandFailure(.failed, "\(file) has errors, nothing was applied:\n\(findings.errors)")
        }
        let order = OperatorCommand.applyPlan(source: text, fileName: file, reason: reason.reason, dryRun: dryRun)
        let answer = try await connection.cluster(in: surroundings).ask(order)
        if output.output == .text, case .planChange(let change) = answer.body {
            surroundings.print(change.findings.map { StyledText($0) })
        }
        try output.confirm(answer, in: surroundings)
    }
}
