import ArgumentParser
import Domain
import Ports

/// `holdfast restore FILE`: works where a controller is to run, and does not.
struct RestoreCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Puts the control plane back from a backup, while no controller runs.",
        discussion: """
            Stop every controller first; run it where each controller is to run. Afterwards every application is held until \
            holdfast declare says where it is active: nobody knows what happened after the backup.
            """
    )

    @Argument(help: "What holdfast backup has made, or the export of another controller's journal.") var file: String
    @Option(help: ArgumentHelp("Of the controller that is to run here.", valueName: "controller.yaml"))
    var config = "/etc/holdfast/controller.yaml"
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Who the controllers are from now on; by default those of the backup.", valueName: "ids")
    )
    var controllers: [ControllerID] = []
    @Flag(help: "Put it in the place of what is there; a data directory is kept aside.") var replace = false
    @Option(help: ArgumentHelp("Who does it, for the journal; by default the user's name.", valueName: "name"))
    var by: OperatorName?
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = RestoreOrder(
            file: file,
            configuration: config,
            controllers: controllers,
            replaces: replace,
            by: [by ?? surroundings.user],
            reason: reason.reason,
            at: surroundings.now
        )
        let report: RestoreReport
        do throws(PortError) { report = try await surroundings.backups.restore(order) } catch {
            throw CommandFailure(error.code == .conditionFailed ? .refused : .failed, error.message)
        }
        try output.show(report, in: surroundings, as: report.lines)
    }
}

extension Surroundings {
    /// Who sits here, as far as the environment says.
    fileprivate var user: OperatorName {
        let names = ["SUDO_USER", "USER", "LOGNAME"].compactMap { environment[$0] }.filter { !$0.isEmpty }
        return OperatorName(names.first ?? "root")
    }
}

extension RestoreReport {
    var lines: [StyledText] {
        var lines = [StyledText("\(place) goes on from record \(position) as the controller \(controller)", .good)]
        if let aside { lines.append(StyledText("what was there is in \(aside)")) }
        let others = controllers.filter { $0 != controller }.map(\.rawValue)
        if !others.isEmpty {
            lines.append(
                StyledText("run the same where \(others.joined(separator: " and ")) are to run, then start all")
            )
        }
        guard !applications.isEmpty else { return lines }
        lines.append(StyledText("every application is held. When the controllers run, say of each where it is active:"))
        return lines
            + applications.map { StyledText("  holdfast declare \($0) --active REGION --reason WHY", .accent) }
    }
}
