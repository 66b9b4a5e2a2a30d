import Domain
import Foundation

/// Operators' requests and answers as the JSON documents that travel in `chunk` frames.
package enum OperatorJSON {
    package static func command(from body: [UInt8]) throws -> OperatorCommand {
        try JSONDecoder().decode(OperatorCommand.self, from: Data(body))
    }

    package static func body(of answer: OperatorAnswer) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(answer))
        } catch {
            return [UInt8](#"{"outcome":1,"message":"the answer cannot be written as JSON"}"#.utf8)
        }
    }
}
