import Domain
import SwiftProtobuf

extension Google_Protobuf_Struct {
    init(_ parameters: Parameters) {
        self.init(fields: parameters.mapValues(Google_Protobuf_Value.init))
    }

    func parameters(_ field: String) throws(FieldFault) -> Parameters {
        try Parameter.table(fields, field, depth: 1)
    }
}

extension Google_Protobuf_Value {
    init(_ parameter: Parameter) {
        switch parameter {
        case .text(let text): self.init(stringValue: text)
        case .number(let number): self.init(numberValue: number)
        case .flag(let flag): self.init(boolValue: flag)
        case .list(let items):
            self.init(listValue: Google_Protobuf_ListValue(values: items.map(Google_Protobuf_Value.init)))
        case .table(let table): self.init(structValue: Google_Protobuf_Struct(table))
        case .nothing: self.init(nilLiteral: ())
        }
    }
}

extension Parameter {
    fileprivate static func table(
        _ fields: [String: Google_Protobuf_Value],
        _ field: String,
        depth: Int
    ) throws(FieldFault) -> Parameters {
        guard depth <= ProtocolLimits.deepestParameter else { throw FieldFault(field, "is nested too deeply") }
        var table: Parameters = [:]
        for (name, value) in fields { table[name] = try Parameter(value, "\(field).\(name)", depth: depth) }
        return table
    }

    private init(_ value: Google_Protobuf_Value, _ field: String, depth: Int) throws(FieldFault) {
        switch value.kind {
        case .stringValue(let text): self = .text(text)
        case .numberValue(let number):
            guard number.isFinite else { throw FieldFault(field, "is not finite") }
            self = .number(number)
        case .boolValue(let flag): self = .flag(flag)
        case .nullValue, nil: self = .nothing
        case .structValue(let inner):
            self = .table(try Parameter.table(inner.fields, field, depth: depth + 1))
        case .listValue(let list):
            guard depth < ProtocolLimits.deepestParameter else { throw FieldFault(field, "is nested too deeply") }
            var items: [Parameter] = []
            for (index, item) in list.values.enumerated() {
                items.append(try Parameter(item, "\(field)[\(index)]", depth: depth + 1))
            }
            self = .list(items)
        }
    }
}
