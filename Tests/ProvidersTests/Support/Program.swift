import Foundation

/// A program that a test runs. It ends with the test process, whatever becomes of that.
final class Program: Sendable {
    private let process: Process
    private let input = Pipe()

    struct Failure: Error, CustomStringConvertible { let description: String }

    /// Starts a server. A shell beside it waits for the end of its own input, then ends the server by its pid.
    init(_ path: String, _ arguments: [String], log: URL) throws {
        process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
            [
                "-c",
                #"exec 2>/dev/null; log=$1; shift; "$@" </dev/null >"$log" 2>&1 & pid=$!; cat >/dev/null; kill -KILL $pid; wait $pid"#,
                "sh", log.path, path,
            ] + arguments
        process.standardInput = input
        try process.run()
    }

    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Runs a program to its end.
    static func output(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
