/// A value that a plan gives to a check or a step: what YAML and JSON can say.
package indirect enum Parameter: Hashable, Sendable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([Parameter])
    case table([String: Parameter])
    case nothing
}

/// The `with:` of a check or a step.
package typealias Parameters = [String: Parameter]

extension Parameter {
    /// The value as text, where it is one thing: text, a number or a flag.
    package var scalarText: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number == number.rounded() ? Int64(exactly: number).map(String.init) : String(number)
        case .flag(let flag): flag ? "true" : "false"
        case .list, .table, .nothing: nil
        }
    }

    /// The value with every text in it, at any depth, replaced.
    package func mapTexts<Failure: Error>(_ transform: (String) throws(Failure) -> String) throws(Failure) -> Parameter
    {
        switch self {
        case .text(let text): return .text(try transform(text))
        case .list(let items):
            var mapped: [Parameter] = []
            for item in items { mapped.append(try item.mapTexts(transform)) }
            return .list(mapped)
        case .table(let table):
            var mapped: Parameters = [:]
            for (key, value) in table { mapped[key] = try value.mapTexts(transform) }
            return .table(mapped)
        case .number, .flag, .nothing: return self
        }
    }
}

extension Parameter: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral
{
    package init(stringLiteral text: String) { self = .text(text) }
    package init(integerLiteral number: Int) { self = .number(Double(number)) }
    package init(booleanLiteral flag: Bool) { self = .flag(flag) }
    package init(arrayLiteral items: Parameter...) { self = .list(items) }
}

extension Parameter: Codable {
    package init(from decoder: any Decoder) throws {
        if let table = try? decoder.container(keyedBy: Name.self) {
            var parameters: Parameters = [:]
            for name in table.allKeys {
                parameters[name.stringValue] = try table.decode(Parameter.self, forKey: name)
            }
            self = .table(parameters)
        } else if var list = try? decoder.unkeyedContainer() {
            var items: [Parameter] = []
            while !list.isAtEnd { items.append(try list.decode(Parameter.self)) }
            self = .list(items)
        } else {
            self = try Parameter(scalarFrom: decoder.singleValueContainer())
        }
    }

    private init(scalarFrom container: any SingleValueDecodingContainer) throws {
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text): try encoder.encodeSingle(text)
        case .number(let number): try encoder.encodeSingle(number)
        case .flag(let flag): try encoder.encodeSingle(flag)
        case .list(let items): try encoder.encodeSingle(items)
        case .nothing:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .table(let table):
            var container = encoder.container(keyedBy: Name.self)
            for (key, value) in table { try container.encode(value, forKey: Name(stringValue: key)) }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension Encoder {
    fileprivate func encodeSingle(_ value: some Encodable) throws {
        var container = singleValueContainer()
        try container.encode(value)
    }
}
