import AgentAdapters
import Domain
import Glibc
import Synchronization

/// A program beside a test, with the lines that it prints.
final class Program: Sendable {
    private let command: CommandRun
    private let printed = Mutex("")
    private let process = Mutex<pid_t?>(nil)

    init(_ argv: [String], environment: [String: String]) {
        command = CommandRun(
            Command(argv, environment: environment),
            limits: CommandLimits(timeout: .seconds(300), starting: .seconds(60))
        )
    }

    /// Runs it to its end.
    func run() async {
        _ = await command.run(
            admit: { pid in
                self.process.withLock { $0 = pid }
                return true
            },
            output: { piece in self.printed.withLock { $0 += String(decoding: piece, as: UTF8.self) } }
        )
    }

    func stop() { command.stop() }

    /// Its id, when it runs.
    var pid: pid_t? { process.withLock { $0 } }

    func send(_ signal: Int32) {
        if let pid, !command.isGone { kill(pid, signal) }
    }

    var hasEnded: Bool { command.isGone }

    var text: String { printed.withLock { $0 } }

    /// The lines that are whole: a program may write one in pieces.
    var lines: [String] {
        let text = text
        guard let end = text.lastIndex(of: "\n") else { return [] }
        return text[..<end].split(separator: "\n").map(String.init)
    }
}
