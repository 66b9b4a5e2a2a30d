/// One of a few words of a configuration; any other is refused by a line that names them all.
package protocol ConfiguredChoice: RawRepresentable, CaseIterable, Codable where RawValue == String {}

extension ConfiguredChoice {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let choice = Self(rawValue: text) else {
            let choices = Self.allCases.map(\.rawValue).joined(separator: " or ")
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "\(text) is not known here; write \(choices)"
            )
        }
        self = choice
    }
}
