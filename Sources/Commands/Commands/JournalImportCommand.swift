import ArgumentParser
import Domain
import Ports

/// `holdfast journal import`: works on a stopped controller's directory, or makes one.
struct JournalImportCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Seeds a controller's copy of etcd's journal with another controller's export."
    )

    @Argument(help: "What holdfast journal export has made.") var file: String
    @Option(help: "The controller's data directory; it may be new.") var dataDir = "/var/lib/holdfast/controller"
    @Option(help: ArgumentHelp("Whose directory it is.", valueName: "id")) var controller: ControllerID
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let last: JournalPosition
        do throws(PortError) {
            last = try surroundings.openJournal(dataDir).seed(from: file, of: controller)
        } catch {
            throw CommandFailure(.failed, error.message)
        }
        let line = StyledText("\(dataDir) holds the records up to \(last); the controller \(controller) can start")
        try output.show(JournalCheck(lastGood: last, damage: nil), in: surroundings, as: [line])
    }
}
