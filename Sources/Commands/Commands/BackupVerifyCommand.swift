import ArgumentParser
import Domain
import Ports

/// `holdfast backup verify FILE`: needs no controller.
struct BackupVerifyCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks that a backup is what was written, to the last record, and can be restored."
    )

    @Argument(help: "What holdfast backup has made.") var file: String
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let check: BackupCheck
        do throws(PortError) { check = try surroundings.backups.verify(file) } catch {
            throw CommandFailure(.failed, error.message)
        }
        try output.show(check, in: surroundings, as: check.lines(of: file, surroundings.times))
    }
}
