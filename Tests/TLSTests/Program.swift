import Foundation
import Glibc

/// A real program that a test talks to.
final class Program {
    private let process = Process()
    private let input = Pipe()
    private let outputPath = NSTemporaryDirectory() + "holdfast-\(UUID().uuidString).out"

    init(_ arguments: [String]) throws {
        try Data().write(to: URL(fileURLWithPath: outputPath))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: outputPath))
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = file
        process.standardError = file
        try process.run()
    }

    deinit {
        // A signal that can be blocked would be: the test's own threads block some, and a child inherits that.
        if process.isRunning { kill() }
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: outputPath)
    }

    /// Runs a program to its end.
    static func run(_ arguments: String...) throws -> (status: Int32, output: String) {
        let program = try Program(arguments)
        program.endInput()
        program.process.waitUntilExit()
        return (program.process.terminationStatus, program.output)
    }

    /// Standard output and standard error together, as far as they have come.
    var output: String { (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? "" }

    func write(_ text: String) throws { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }
    func kill() { Glibc.kill(process.processIdentifier, SIGKILL) }
    func endInput() { try? input.fileHandleForWriting.close() }

    /// Waits until the condition holds for the output, ten seconds at most.
    @discardableResult
    func output(until condition: (String) -> Bool) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            let output = output
            if condition(output) { return output }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Unexpected(output: output)
    }

    /// The exit status, awaited for ten seconds at most.
    func status() async throws -> Int32 {
        try await output { _ in !process.isRunning }
        return process.terminationStatus
    }

    struct Unexpected: Error { let output: String }
}
