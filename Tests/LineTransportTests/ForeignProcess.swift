import Foundation
import Synchronization

/// A program of the system that a test talks to through pipes.
final class ForeignProcess: Sendable {
    private struct Heard {
        var output = Data()
        var errors = Data()
    }

    private let process: Process
    private let input = Pipe()
    private let heard = Mutex(Heard())

    init(_ program: String, _ arguments: String...) throws {
        process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        output.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.heard.withLock { $0.output += data }
        }
        errors.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.heard.withLock { $0.errors += data }
        }
    }

    var hasEnded: Bool { !process.isRunning }
    var errors: String { heard.withLock { String(decoding: $0.errors, as: UTF8.self) } }
    var lines: [String] {
        let text = heard.withLock { String(decoding: $0.output, as: UTF8.self) }
        return text.split(separator: "\n").map(String.init)
    }

    func write(_ text: String) { try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

    func end() {
        try? input.fileHandleForWriting.close()
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
    }
}
