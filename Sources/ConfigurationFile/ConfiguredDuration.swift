import Domain

/// A duration as people write it in a configuration: `500ms`, `2s`, `1h30m`.
package struct ConfiguredDuration: Hashable, Sendable, Codable {
    package var value: Duration

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let duration = Duration(text: text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "\(text) is not a duration; write 500ms, 2s or 1h30m"
            )
        }
        value = duration
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value.text)
    }
}
