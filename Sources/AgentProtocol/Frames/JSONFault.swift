import SwiftProtobuf

/// Says in plain words what is wrong with the JSON of a line.
struct JSONFault {
    let message: String

    init(_ error: any Error) {
        let problem = (error as? JSONDecodingError).map(Self.problem) ?? "it cannot be read"
        message = "not a frame: \(problem); a line is one JSON object, the proto3 JSON mapping of holdfast.v1.Frame"
    }

    private static func problem(_ error: JSONDecodingError) -> String {
        switch error {
        case .failure, .missingFieldNames: "it is not a JSON object"
        case .malformedNumber, .leadingZero: "a number is not written as JSON numbers are"
        case .numberRange: "a number is out of the range of its field"
        case .malformedMap, .unquotedMapKey: "an object for names and values is not one"
        case .malformedBool: "a flag is neither true nor false"
        case .malformedString: "a text is not written as JSON texts are"
        case .invalidUTF8: "a text is not UTF-8"
        case .schemaMismatch: "a value is of another type than its field"
        case .unrecognizedEnumValue: "a name is none of those its field takes"
        case .illegalNull: "a null stands where there must be a value"
        case .truncated: "it ends before it is complete"
        case .malformedDuration: "a duration is not written like \"1.5s\""
        case .malformedTimestamp: "a time is not written in ISO 8601"
        case .malformedFieldMask: "a field mask is not one"
        case .trailingGarbage: "something follows the object"
        case .conflictingOneOf: "it has more than one kind of frame"
        case .messageDepthLimit: "it is nested too deeply"
        case .unknownField(let name): "the field \(name) is not known"
        }
    }
}
