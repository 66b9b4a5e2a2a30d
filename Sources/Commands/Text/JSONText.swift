import Foundation

/// Values as the JSON that `--output json` prints: indented, keys sorted, so that equal values are equal texts.
enum JSONText {
    static func text(of value: some Encodable) throws(CommandFailure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw CommandFailure(.failed, "the answer cannot be written as JSON: \(error)")
        }
    }
}

extension JSONText {
    /// The same on one line.
    static func line(of value: some Encodable) throws(CommandFailure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw CommandFailure(.failed, "the answer cannot be written as JSON: \(error)")
        }
    }
}
