import Domain
import Ports
import Synchronization

/// Runs programs with the rights of a server's owner. They end with this process: what it began must not go on beside whoever
/// begins it anew.
struct OwnerPrograms: Sendable {
    let user: String

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: the program, and what it is told.
    ///   - environment: what it finds in its environment besides.
    ///   - tell: is told each line that it prints.
    /// - Throws: ``PortError/Code/rejected`` with its last line when it fails.
    func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        tell: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(PortError) {
        let (end, lastWords) = await end(of: arguments, environment: environment, tell: tell)
        guard end != .exited(0) else { return }
        let name = arguments[0].split(separator: "/").last ?? ""
        let words = lastWords.isEmpty ? end.summary : lastWords
        throw PortError(.rejected, words.hasPrefix("\(name): ") ? words : "\(name): \(words)")
    }

    /// How the program ends, and its last line.
    func end(
        of arguments: [String],
        environment: [String: String] = [:],
        tell: @escaping @Sendable (String) -> Void = { _ in }
    ) async -> (CommandEnd, lastWords: String) {
        // Its words are read by programs too.
        let environment = environment.merging(["LC_ALL": "C", "TZ": "UTC"]) { own, _ in own }
        let command = Command(Self.endingWithThis + arguments, environment: environment, user: user)
        return await command.run(within: Self.longest, tell: tell)
    }

    private static let endingWithThis = ["setpriv", "--pdeathsig", "KILL", "--"]
    /// Whoever ordered it has a limit of its own.
    private static let longest = Duration.seconds(24 * 3600)
}

extension Command {
    /// How it ends, and its last line; each line is told as it comes.
    func run(
        within limit: Duration,
        tell: @escaping @Sendable (String) -> Void
    ) async -> (CommandEnd, lastWords: String) {
        let printed = Mutex((lines: LineCutter(), last: ""))
        @Sendable func take(_ lines: [String]) {
            for line in lines.map(\.trimmed) where !line.isEmpty {
                printed.withLock { $0.last = line }
                tell(line)
            }
        }
        let limits = CommandLimits(timeout: limit, starting: CommandLimits.patientStart)
        let end = await CommandRun(self, limits: limits).run(output: { piece in
            take(printed.withLock { $0.lines.cut(piece) })
        })
        take(printed.withLock { $0.lines.rest() }.map { [$0] } ?? [])
        return (end, printed.withLock { $0.last })
    }
}
