import AgentAdapters
import Domain
import Foundation
import Glibc
import SystemClock
import Testing

func pause(_ duration: Duration) async { try? await ContinuousClock().sleep(for: duration) }

/// Runs a program that a test needs to its end.
@discardableResult
func sh(_ argv: [String], sourceLocation: SourceLocation = #_sourceLocation) async -> String {
    let (end, output) = await CommandRun(
        Command(argv),
        limits: CommandLimits(timeout: .seconds(300), starting: .seconds(60))
    ).runQuietly()
    #expect(end == .exited(0), "\(argv.joined(separator: " ")): \(output)", sourceLocation: sourceLocation)
    return output
}

/// Ends every process that has this among its environment.
func killAll(marked mark: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
        guard let pid = pid_t(name), let environment = FileManager.default.contents(atPath: "/proc/\(name)/environ"),
            environment.split(separator: 0).contains(where: { String(decoding: $0, as: UTF8.self) == mark })
        else { continue }
        kill(pid, SIGKILL)
    }
}
