import ArgumentParser
import Domain

/// `holdfast pki issue controller`.
struct PKIIssueControllerCommand: RunnableCommand {
    static let configuration = CommandConfiguration(commandName: "controller", abstract: "For a controller.")

    @Argument(help: "Its id, as controller.yaml says it.") var controller: ControllerID
    @Option(help: "A name that clients call it by; may be repeated.") var dns: [String] = []
    @Option(help: "An address that clients call it by; may be repeated.") var ip: [String] = []
    @OptionGroup var options: IssueOptions

    var output: OutputOptions { options.output }

    func validate() throws {
        guard controller.isWellFormed else { throw ValidationError.malformedName }
    }

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        try options.issue(.controller(controller), dnsNames: dns, addresses: ip, in: surroundings)
    }
}
