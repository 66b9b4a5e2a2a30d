import Domain
import Ports

/// Everything outside that commands use.
package struct Surroundings: Sendable {
    package var environment: [String: String]
    package var time: any TimeSource
    package var terminal: any CommandTerminal
    /// Prepares the ways to the controllers; connects to none yet.
    package var connect: @Sendable (ConnectionSettings) throws(PortError) -> [any OperatorLink]
    /// Opens the journal in the data directory of a controller that does not run.
    package var openJournal: @Sendable (_ dataDirectory: String) throws(PortError) -> any StoppedJournal
    package var backups: any Backups

    package init(
        environment: [String: String],
        time: any TimeSource,
        terminal: any CommandTerminal,
        connect: @escaping @Sendable (ConnectionSettings) throws(PortError) -> [any OperatorLink],
        openJournal: @escaping @Sendable (_ dataDirectory: String) throws(PortError) -> any StoppedJournal,
        backups: any Backups
    ) {
        self.environment = environment
        self.time = time
        self.terminal = terminal
        self.connect = connect
        self.openJournal = openJournal
        self.backups = backups
    }

    /// https://no-color.org: any value but the empty one.
    private var isColourWanted: Bool { environment["NO_COLOR"].map(\.isEmpty) ?? true }

    /// Whether standard output gets colours.
    var isOutputColoured: Bool { isColourWanted && terminal.isInteractive }

    var now: Timestamp { time.now.wall }
    var times: TimeText { TimeText(now: now) }

    func print(_ lines: [StyledText]) {
        let text = lines.map { $0.rendered(inColour: isOutputColoured) + "\n" }.joined()
        if !text.isEmpty { terminal.write(text) }
    }

    func print(_ line: StyledText) { print([line]) }

    /// Writes one line to standard error.
    func complain(_ word: String, _ message: String, _ ink: Ink) {
        let line = StyledText(word, ink) + StyledText(": ")
        let isColoured = isColourWanted && terminal.isErrorInteractive
        // A message may have several lines, such as the findings of a plan.
        let rest = message.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText($0).plain }
        terminal.writeError(line.rendered(inColour: isColoured) + rest.joined(separator: "\n") + "\n")
    }

    func warn(_ message: String) { complain("warning", message, .warning) }

    func wait(_ duration: Duration) async throws(CommandFailure) {
        do {
            try await time.sleep(until: time.now.instant + duration)
        } catch {
            throw CommandFailure.interrupted
        }
    }
}
