import Domain
import Foundation
import Logging
import Synchronization
import SystemClock
import TestSupport
import Testing

@testable import AgentAdapters

/// Runs a program that a test needs, and fails the test if it fails.
@discardableResult
func sh(_ argv: [String], sourceLocation: SourceLocation = #_sourceLocation) async -> String {
    let (end, output) = await CommandRun(
        Command(argv),
        limits: CommandLimits(timeout: .seconds(300), starting: .seconds(60))
    ).runQuietly()
    #expect(end == .exited(0), "\(argv.joined(separator: " ")): \(output)", sourceLocation: sourceLocation)
    return output
}

/// A program beside a test: its lines as they come, its end with the test's body.
final class Background: Sendable {
    private let texts = Mutex("")
    private let run: CommandRun

    private init(_ argv: [String]) {
        run = CommandRun(Command(argv), limits: CommandLimits(timeout: .seconds(300), starting: .seconds(60)))
    }

    static func with<Value: Sendable>(_ argv: [String], _ body: (Background) async throws -> Value) async throws
        -> Value
    {
        let program = Background(argv)
        return try await withThrowingTaskGroup { group in
            group.addTask {
                _ = await program.run.run(output: { piece in
                    program.texts.withLock { $0 += String(decoding: piece, as: UTF8.self) }
                })
            }
            defer { program.run.stop() }
            return try await body(program)
        }
    }

    /// The lines that are whole: a program may write one in pieces.
    var lines: [String] {
        texts.withLock { text in
            guard let end = text.lastIndex(of: "\n") else { return [] }
            return text[..<end].split(separator: "\n").map(String.init)
        }
    }

    /// The first line with this beginning, when it is there.
    func line(_ beginning: String) async -> String? {
        _ = await eventually { self.lines.contains { $0.hasPrefix(beginning) } || self.run.isGone }
        return lines.first { $0.hasPrefix(beginning) }
    }
}

let testLog = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
