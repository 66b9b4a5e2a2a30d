import Domain
import Foundation
import Glibc

/// The supervisor beside a test: what it says, and the service that it runs.
struct Supervisor: Sendable {
    let program: Program
    let log: String

    /// What happened, in order, without times: for example `killed 4711 watchdog`.
    var events: [String] {
        program.lines.map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
    }

    /// The first words of the events.
    var kinds: [String] { events.compactMap { $0.split(separator: " ").first.map(String.init) } }

    func count(_ kind: String) -> Int { kinds.count { $0 == kind } }

    /// When an event of this kind was last.
    func time(of kind: String) -> Instant? {
        program.lines.last { $0.split(separator: " ").dropFirst().first == kind[...] }
            .flatMap { $0.split(separator: " ").first }.flatMap { Int($0) }
            .map { Instant(sinceBoot: .milliseconds($0)) }
    }

    /// The agent that was started last.
    var agent: pid_t? {
        events.last { $0.hasPrefix("started ") }.flatMap { pid_t($0.dropFirst("started ".count)) }
    }

    func signalAgent(_ signal: Int32) {
        if let agent { kill(agent, signal) }
    }

    /// What the service has logged.
    var logged: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }
}
