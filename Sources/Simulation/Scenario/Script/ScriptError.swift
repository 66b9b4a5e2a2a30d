/// What is wrong with a scenario file, where, and how to mend it.
package struct ScriptError: Error, Hashable, Sendable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var message: String

    package var description: String { "\(file):\(line): \(message)" }
}
