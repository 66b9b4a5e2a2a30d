import ArgumentParser
import Domain
import Ports

/// `holdfast break-glass`: works on the host of a controller that is left.
struct BreakGlassCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "break-glass",
        abstract: "Without a quorum for good: two operators let a controller that is left go on without the lost ones.",
        discussion: """
            Only when the majority of the controllers will never come back: whoever else still runs must be stopped, or two \
            regions may write. It goes on from this controller's own journal, and then every application is held until \
            holdfast declare says where it is active.
            """
    )

    @Option(help: ArgumentHelp("Of the controller that is left, as it is to run now.", valueName: "controller.yaml"))
    var config = "/etc/holdfast/controller.yaml"
    @Option(help: ArgumentHelp("An operator's certificate (PEM); twice, of two operators.", valueName: "file"))
    var cert: [String] = []
    @Option(help: ArgumentHelp("Its key (PEM); twice, in the same order.", valueName: "file")) var key: [String] = []
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard cert.count == 2, key.count == 2 else {
            throw ValidationError("two operators break the glass: give --cert and --key of each")
        }
    }

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = BreakGlassOrder(
            configuration: config,
            operators: zip(cert, key).map { OperatorFiles(certificate: $0, key: $1) },
            reason: reason.reason,
            at: surroundings.now
        )
        let report: RestoreReport
        do throws(PortError) { report = try await surroundings.backups.breakGlass(order) } catch {
            throw CommandFailure(error.code == .conditionFailed ? .refused : .failed, error.message)
        }
        try output.show(report, in: surroundings, as: report.lines)
    }
}
