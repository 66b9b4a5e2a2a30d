import ArgumentParser
import Domain

/// `holdfast pki crl`.
struct PKIRevocationListCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crl",
        abstract: "Writes the revocation list anew, before it is due."
    )

    @Option(help: ArgumentHelp("How long it is good; by default a year.", valueName: "days"))
    var days: DaysArgument?

    @OptionGroup var pki: PKIOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let directory = pki.directory
        let (days, now) = (days?.days ?? CertificateLife.revocationList, surroundings.now)
        try directory.change { (index, authority) throws(CommandFailure) in
            try directory.writeList(of: &index, signedBy: authority, days: days, now: now)
        }
        let message = "\(directory.listFile) is new: copy it to every host and send SIGHUP"
        try output.confirm(OperatorAnswer(.done, message), in: surroundings)
    }
}
