import Domain

extension Field {
    /// Distinct names.
    static func names<Name: Identifier>(
        _ texts: [String],
        _ field: String,
        atMost limit: Int
    ) throws(FieldFault) -> [Name] {
        guard texts.count <= limit else { throw FieldFault(field, "has more than \(limit) entries") }
        var names: [Name] = []
        var seen: Set<Name> = []
        for (index, text) in texts.enumerated() {
            let name: Name = try Field.name(text, "\(field)[\(index)]")
            guard seen.insert(name).inserted else { throw FieldFault("\(field)[\(index)]", "repeats \(name)") }
            names.append(name)
        }
        return names
    }

    /// Values that become environment variables or outputs: no NUL anywhere, no `=` in a name.
    static func table(
        _ table: [String: String],
        _ field: String,
        atMost limit: Int
    ) throws(FieldFault) -> [String: String] {
        guard table.count <= limit else { throw FieldFault(field, "has more than \(limit) entries") }
        for (name, value) in table {
            guard (1...ProtocolLimits.longestText).contains(name.utf8.count),
                !name.utf8.contains(where: { $0 == UInt8(ascii: "=") || $0 < UInt8(ascii: " ") })
            else { throw FieldFault(field, "has a name that is empty, too long, or holds '=' or a control character") }
            guard !value.utf8.contains(0) else { throw FieldFault(field, "has a NUL in the value of \(name)") }
        }
        return table
    }

    static func figures(_ figures: [String: Double], _ field: String) throws(FieldFault) -> [String: Double] {
        guard figures.count <= ProtocolLimits.mostFigures else {
            throw FieldFault(field, "has more than \(ProtocolLimits.mostFigures) entries")
        }
        for (name, figure) in figures {
            guard (1...ProtocolLimits.longestFigureName).contains(name.utf8.count),
                name.withoutControlCharacters == name
            else { throw FieldFault(field, "has a name that is empty, too long, or holds a control character") }
            guard figure.isFinite else { throw FieldFault(field, "has a value that is not finite: \(name)") }
        }
        return figures
    }
}
