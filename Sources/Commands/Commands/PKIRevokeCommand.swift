import ArgumentParser
import Domain

/// `holdfast pki revoke`.
struct PKIRevokeCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revokes a certificate and writes the next revocation list."
    )

    @Argument(help: "A certificate's serial or file.") var subject: String
    @OptionGroup var pki: PKIOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let entry = try pki.directory.revoke(subject, now: surroundings.now)
        let list = pki.directory.listFile
        let lines = [
            StyledText("\(entry.kind.rawValue) \(entry.name) is revoked, serial \(entry.serial)"),
            StyledText("it is kept out once \(list) is on every host: copy it there and send SIGHUP"),
        ]
        try output.show(entry, in: surroundings, as: lines)
    }
}
