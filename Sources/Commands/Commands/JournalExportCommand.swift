import ArgumentParser
import Domain
import Ports

/// `holdfast journal export`: works on a stopped controller's directory.
struct JournalExportCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the good records of a stopped controller's journal to a new file, one JSON object a line."
    )

    @Argument(help: "The file to make.") var file: String
    @Option(help: "The controller's data directory.") var dataDir = "/var/lib/holdfast/controller"
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let check: JournalCheck
        do throws(PortError) {
            check = try surroundings.openJournal(dataDir).export(to: file)
        } catch {
            throw CommandFailure(.failed, error.message)
        }
        let line = StyledText("\(file) holds the records up to \(check.lastGood)")
        try output.show(check, in: surroundings, as: [line])
        if let damage = check.damage { surroundings.warn("\(damage); what follows it was left out") }
    }
}
