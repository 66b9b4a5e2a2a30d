import Foundation
import Yams

/// A key of a configuration that nothing was read from.
struct UnknownKey: Hashable {
    /// With what it stands in: `tls.revocation_lst`.
    var name: String
    /// Counted from 1.
    var line: Int

    /// The first key of a text, in its order, that is not written again when what was read from it is written.
    static func first<Value: Encodable>(in text: Data, thatIsNotIn value: Value) throws -> UnknownKey? {
        let written = try YAMLEncoder().encode(value)
        guard let given = try compose(yaml: String(decoding: text, as: UTF8.self)) else { return nil }
        return first(in: given, thatIsNotIn: try compose(yaml: written), below: "")
    }

    private static func first(in given: Node, thatIsNotIn known: Node?, below path: String) -> UnknownKey? {
        guard case .mapping(let mapping) = given else { return nil }
        for (key, value) in mapping {
            let name = path + (key.string ?? "?")
            // What has no value switches nothing on.
            if value.null != nil { continue }
            guard let counterpart = known?.mapping?[key] else {
                return UnknownKey(name: name, line: key.mark?.line ?? given.mark?.line ?? 1)
            }
            if let unknown = first(in: value, thatIsNotIn: counterpart, below: name + ".") { return unknown }
        }
        return nil
    }
}
