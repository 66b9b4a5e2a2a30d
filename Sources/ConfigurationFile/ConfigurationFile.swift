import Domain
import Foundation
import Ports
import Yams

/// Reads a program's own YAML file into a value.
package enum ConfigurationFile {
    /// What becomes of keys that mean nothing.
    package enum UnknownKeys: Sendable {
        /// A misspelt key would switch off in silence what it was to switch on.
        case refused
        /// For work that has to be done whatever stands in the file beside what it needs.
        case ignored
    }

    /// - Throws: ``PortError/Code/rejected`` naming the file, the key and what to write instead.
    package static func read<Value: Codable>(
        _ type: Value.Type,
        from path: String,
        unknownKeys: UnknownKeys = .refused
    ) throws(PortError) -> Value {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PortError(.rejected, "\(path) cannot be read: check the path and the permissions")
        }
        guard data.count <= longestFile else {
            throw PortError(.rejected, "\(path) is larger than \(longestFile) bytes: is it the right file?")
        }
        do {
            let value = try YAMLDecoder().decode(type, from: data, userInfo: ConfiguredPath.userInfo(ofFile: path))
            if unknownKeys == .refused, let unknown = try UnknownKey.first(in: data, thatIsNotIn: value) {
                throw PortError(
                    .rejected,
                    "\(path):\(unknown.line): error: \(unknown.name) means nothing here: mend its spelling or take it out"
                )
            }
            return value
        } catch let error as PortError {
            throw error
        } catch let error as DecodingError {
            throw PortError(.rejected, "\(path):\(error.explanation(in: data))")
        } catch {
            throw PortError(.rejected, "\(path): error: \(error)")
        }
    }

    /// A configuration is a page; more is a mistake.
    private static let longestFile = 1 << 20
}
