import Domain
import Foundation

/// Turns records of the journal into the bytes that are stored, and back.
package enum JournalCodec {
    /// Encodes a record, once: JSON on one line with sorted keys, so that equal records are equal bytes.
    package static func encode(_ record: JournalRecord) throws(JournalFormatError) -> [UInt8] {
        try encode(record, as: "record \(record.position)")
    }

    /// Reads a stored record. Fields that this version does not know are passed over.
    package static func decode(_ entry: StoredEntry) throws(JournalFormatError) -> JournalRecord {
        let record: JournalRecord
        do {
            record = try JSONDecoder().decode(JournalRecord.self, from: Data(entry.bytes))
        } catch {
            throw explain(error, entry)
        }
        guard record.position == entry.position else {
            throw JournalFormatError(
                .unreadable,
                "record \(entry.position) cannot be read: it says that it is record \(record.position)"
            )
        }
        return record
    }

    /// Encodes a value in the journal's way, for a store that keeps one beside the journal.
    package static func encode(_ value: some Encodable, as name: String) throws(JournalFormatError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            throw JournalFormatError(.notEncodable, "\(name) cannot be written: \(oneLine(error))")
        }
    }

    /// Reads what ``encode(_:as:)`` wrote.
    package static func decode<Value: Decodable>(
        _ type: Value.Type,
        from bytes: [UInt8],
        as name: String
    ) throws(JournalFormatError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw JournalFormatError(.unreadable, "\(name) cannot be read: \(oneLine(error))")
        }
    }

    private static func explain(_ error: any Error, _ entry: StoredEntry) -> JournalFormatError {
        let kind = try? JSONDecoder().decode(EventKind.self, from: Data(entry.bytes)).name
        // An enum whose only key is no case of it fails at the enum itself: the event's subject, or its kind.
        if let kind, case DecodingError.typeMismatch(_, let context) = error,
            context.codingPath.first?.stringValue == "event", context.codingPath.count <= 2
        {
            return JournalFormatError(
                .newerVersion,
                "record \(entry.position) is of the kind \(kind), which this version of Holdfast does not know: it was "
                    + "written by a newer version; run that one"
            )
        }
        let name = kind.map { "record \(entry.position) (\($0))" } ?? "record \(entry.position)"
        return JournalFormatError(.unreadable, "\(name) cannot be read: \(oneLine(error))")
    }

    private static func oneLine(_ error: any Error) -> String {
        let context: DecodingError.Context? =
            switch error {
            case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
                DecodingError.keyNotFound(_, let context), DecodingError.dataCorrupted(let context):
                context
            default: nil
            }
        guard let context else { return String(describing: error).split(separator: "\n").joined(separator: " ") }
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    }
}

/// The name of a record's event, whether this version knows it or not.
private struct EventKind: Decodable {
    let name: String

    init(from decoder: any Decoder) throws {
        let record = try decoder.container(keyedBy: Key.self)
        let event = try record.nestedContainer(keyedBy: Key.self, forKey: Key(stringValue: "event"))
        let subject = try Self.onlyKey(of: event)
        let kind = try Self.onlyKey(of: try event.nestedContainer(keyedBy: Key.self, forKey: subject))
        name = "\(subject.stringValue).\(kind.stringValue)"
    }

    private static func onlyKey(of fields: KeyedDecodingContainer<Key>) throws -> Key {
        guard let key = fields.allKeys.first, fields.allKeys.count == 1 else {
            let context = DecodingError.Context(
                codingPath: fields.codingPath,
                debugDescription: "an event has one subject and one kind"
            )
            throw DecodingError.dataCorrupted(context)
        }
        return key
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
