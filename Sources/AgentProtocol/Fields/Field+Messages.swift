extension Field {
    /// A message that must be there.
    static func message<Message: WireReadable>(
        _ message: Message?,
        _ field: String
    ) throws(FieldFault) -> Message.Noun {
        guard let message else { throw FieldFault(field, "is missing") }
        do {
            return try message.read()
        } catch {
            throw error.within(field)
        }
    }

    static func optionalMessage<Message: WireReadable>(
        _ message: Message?,
        _ field: String
    ) throws(FieldFault) -> Message.Noun? {
        guard let message else { return nil }
        return try Field.message(message, field)
    }

    /// A list in which no two entries have the same key.
    static func list<Message: WireReadable, Key: Hashable>(
        _ messages: [Message],
        _ field: String,
        atMost limit: Int,
        key: (Message.Noun) -> Key
    ) throws(FieldFault) -> [Message.Noun] {
        guard messages.count <= limit else { throw FieldFault(field, "has more than \(limit) entries") }
        var nouns: [Message.Noun] = []
        nouns.reserveCapacity(messages.count)
        var keys: Set<Key> = []
        for (index, message) in messages.enumerated() {
            let noun = try Field.message(message, "\(field)[\(index)]")
            guard keys.insert(key(noun)).inserted else {
                throw FieldFault("\(field)[\(index)]", "is about the same as an entry before it")
            }
            nouns.append(noun)
        }
        return nouns
    }
}
