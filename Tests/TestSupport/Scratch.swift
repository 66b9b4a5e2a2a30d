import Foundation

/// A directory of a test's own that goes with it.
package final class Scratch: Sendable {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.path + "/holdfast-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func file(_ name: String) -> String { "\(path)/\(name)" }

    package func text(_ name: String) -> String? { try? String(contentsOfFile: file(name), encoding: .utf8) }

    package func write(_ name: String, _ text: String) throws {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
    }

    /// Writes a shell script and returns its path.
    package func script(_ name: String, _ text: String) throws -> String {
        try write(name, "#!/bin/sh\n" + text + "\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file(name))
        return file(name)
    }

    package func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

    package func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }
}
