import Commands
import Foundation
import Ports
import StoreSQLite
import SystemClock
import UnixSignals

/// The operator's command line, put together.
@main
struct Holdfast {
    static func main() async {
        let environment = ProcessInfo.processInfo.environment
        let surroundings = Surroundings(
            environment: environment,
            time: SystemTime(),
            terminal: HostTerminal(type: environment["TERM"]),
            connect: { settings throws(PortError) in try ControllerLinks.all(settings) },
            openJournal: { path throws(PortError) in SQLiteJournal(path) },
            backups: BackupFiles()
        )
        let code = await code(of: CommandLineTool(surroundings), for: Array(CommandLine.arguments.dropFirst()))
        exit(code)
    }

    /// A signal stops the command, which leaves the terminal as it was and says what goes on without it.
    private static func code(of tool: CommandLineTool, for arguments: [String]) async -> Int32 {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        return await withTaskGroup(of: Int32?.self) { group in
            group.addTask { await tool.run(arguments) }
            group.addTask {
                for await _ in signals { return nil }
                return nil
            }
            while let ended = await group.next() {
                group.cancelAll()
                if let ended { return ended }
            }
            return 1
        }
    }
}
