/// A path as people write it in a configuration: a relative one starts at the directory of that file, wherever the program was
/// started.
package struct ConfiguredPath: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Where it leads.
    package var path: String

    package init(_ path: String) { self.path = path }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard !text.isEmpty else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "write a path")
        }
        let directory = Self.directory.flatMap { decoder.userInfo[$0] as? String }
        path = text.hasPrefix("/") ? text : directory.map { "\($0)/\(text)" } ?? text
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(path)
    }

    package var description: String { path }

    /// What a decoder is told of the file that it reads.
    static func userInfo(ofFile path: String) -> [CodingUserInfoKey: String] {
        guard let directory else { return [:] }
        guard let slash = path.lastIndex(of: "/") else { return [directory: "."] }
        return [directory: String(path[..<slash])]
    }

    private static let directory = CodingUserInfoKey(rawValue: "holdfast.directory")
}
