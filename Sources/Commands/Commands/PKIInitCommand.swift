import ArgumentParser
import Domain

/// `holdfast pki init`.
struct PKIInitCommand: RunnableCommand {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "Makes a cluster's authority.")

    @Option(help: "The cluster's name, as it stands in every certificate.")
    var cluster: String

    @Option(help: ArgumentHelp("How long it is good; by default ten years.", valueName: "days"))
    var days: DaysArgument?

    @OptionGroup var pki: PKIOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard ControllerID(cluster).isWellFormed else {
            throw ValidationError(
                "--cluster: 1 to 63 letters, digits, '-', '_' or '.', beginning with a letter or digit"
            )
        }
    }

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let directory = pki.directory
        try directory.create(cluster: cluster, days: days?.days ?? CertificateLife.authority, now: surroundings.now)
        let end = surroundings.times.both(try directory.certificate().notAfter)
        let message = "the authority of \(cluster) is in \(directory.path), good until \(end)"
        switch output.output {
        case .text:
            surroundings.print([
                StyledText(message),
                StyledText("keep \(directory.keyFile) safe and off the hosts: who has it can be anyone"),
                StyledText("copy to every host: \(directory.certificateFile) and \(directory.listFile)"),
                StyledText("next: holdfast pki issue controller ID --dns NAME --dir \(directory.path)"),
            ])
        case .json:
            let report = ActionReport(outcome: .done, message: message, view: nil)
            surroundings.terminal.write(try JSONText.text(of: report) + "\n")
        }
    }
}
