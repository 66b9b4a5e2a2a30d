import Domain
import SwiftProtobuf

/// Reads single fields from outside. Each function throws a fault that names the field it was given.
enum Field {
    static func name<Name: Identifier>(_ text: String, _ field: String) throws(FieldFault) -> Name {
        let name = Name(text)
        guard name.isWellFormed else {
            throw FieldFault(
                field,
                "is not a name: 1 to 63 letters, digits, '-', '_' or '.', not beginning with a sign"
            )
        }
        return name
    }

    static func counter<Number: Counter>(
        _ number: UInt64,
        _ field: String,
        atLeast least: UInt64 = 0
    ) throws(FieldFault) -> Number {
        guard (least...ProtocolLimits.highestCounter).contains(number) else {
            throw FieldFault(field, "is \(number), but must be from \(least) to 2^63 - 1")
        }
        return Number(number)
    }

    static func number(_ number: UInt32, _ field: String, _ range: ClosedRange<UInt32>) throws(FieldFault) -> Int {
        guard range.contains(number) else {
            throw FieldFault(field, "is \(number), but must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return Int(number)
    }

    static func duration(_ duration: Google_Protobuf_Duration, _ field: String) throws(FieldFault) -> Duration {
        let value = Duration(
            secondsComponent: duration.seconds,
            attosecondsComponent: Int64(duration.nanos) * 1_000_000_000
        )
        guard (.zero...ProtocolLimits.longestDuration).contains(value) else {
            throw FieldFault(field, "is not from 0s to ten years")
        }
        return value
    }

    /// A duration that must be there and must not be zero.
    static func positiveDuration(_ duration: Google_Protobuf_Duration?, _ field: String) throws(FieldFault) -> Duration
    {
        let value = try requiredDuration(duration, field)
        guard value > .zero else { throw FieldFault(field, "must be more than 0s") }
        return value
    }

    static func requiredDuration(_ duration: Google_Protobuf_Duration?, _ field: String) throws(FieldFault) -> Duration
    {
        guard let duration else { throw FieldFault(field, "is missing") }
        return try Field.duration(duration, field)
    }

    static func optionalDuration(_ duration: Google_Protobuf_Duration?, _ field: String) throws(FieldFault) -> Duration?
    {
        guard let duration else { return nil }
        return try Field.duration(duration, field)
    }

    /// A text for people: what would move a terminal's cursor becomes a space.
    static func text(_ text: String, _ field: String) throws(FieldFault) -> String {
        guard text.utf8.count <= ProtocolLimits.longestText else {
            throw FieldFault(field, "is longer than \(ProtocolLimits.longestText) bytes")
        }
        return text.withoutControlCharacters
    }
}
