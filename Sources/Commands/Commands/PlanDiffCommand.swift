import ArgumentParser
import Domain
import PlanFile

/// `holdfast plan diff`.
struct PlanDiffCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compares the applied plan with a file: as both are understood, not as they are written."
    )

    @Argument(help: "The plan (YAML).") var file: String
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let findings = PlanFindings(text: try TextFile.read(file), fileName: file)
        guard let plan = findings.plan else {
            throw CommandFailure(.failed, "\(file) cannot be read:\n\(findings.errors)")
        }
        let applied = try await connection.cluster(in: surroundings).plan(of: plan.application, version: nil)
        let difference = PlanDifference(from: PlanText.text(of: applied.plan), to: PlanText.text(of: plan))
        let same = StyledText("\(file) says what is applied, version \(applied.version)")
        let lines = difference.isEmpty ? [same] : difference.text
        try output.show(difference, in: surroundings, as: lines)
    }
}
