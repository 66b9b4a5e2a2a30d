import Foundation

/// Runs a real program in a test and collects what it says.
package struct Program {
    package let status: Int32
    /// Standard output and standard error together.
    package let output: String

    package init(_ arguments: String...) throws { try self.init(arguments) }

    package init(_ arguments: [String]) throws {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }
}
