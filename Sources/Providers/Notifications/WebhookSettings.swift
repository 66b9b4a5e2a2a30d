import Cryptography
import Domain
import Foundation
import Ports

/// What the plan tells the `webhook` notifier in `with:`, the secret's file already read.
package struct WebhookSettings: Sendable {
    package let url: String
    /// Signs what is sent; `nil` sends it unsigned.
    package let secret: Secret?
    /// How long one delivery may take.
    package let timeout: Duration

    private static let defaultTimeout = Duration.seconds(10)
    /// A receiver that takes longer holds up what else is to be told.
    private static let longestTimeout = Duration.seconds(60)
    private static let names: Set<String> = ["url", "secret_file", "timeout"]

    /// - Parameters:
    ///   - parameters: the plan's `with:`.
    ///   - place: what they belong to, for errors.
    /// - Throws: ``PortError`` `.rejected` that names the parameter or the file.
    package init(_ parameters: Parameters, of place: String) throws(PortError) {
        if let unknown = parameters.keys.filter({ !Self.names.contains($0) }).sorted().first {
            throw PortError(.rejected, "\(place): with.\(unknown) is not known to webhook")
        }
        guard case .text(let url)? = parameters["url"], Self.origin(of: url) != nil else {
            throw PortError(.rejected, "\(place): with.url must be an http or https URL")
        }
        self.url = url
        secret = try Self.secret(parameters["secret_file"], "\(place): with.secret_file")
        timeout = try Self.timeout(parameters["timeout"], "\(place): with.timeout")
    }

    /// Scheme, host and port: what may be shown, since the rest of such a URL is often a secret.
    package var origin: String { Self.origin(of: url) ?? "the receiver" }

    private static func origin(of url: String) -> String? {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(), let host = parts.host,
            !host.isEmpty, scheme == "https" || scheme == "http"
        else { return nil }
        return "\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "")
    }

    private static func secret(_ parameter: Parameter?, _ place: String) throws(PortError) -> Secret? {
        guard let parameter else { return nil }
        guard case .text(let path) = parameter else {
            throw PortError(.rejected, "\(place) must be the name of a file")
        }
        let lines = try SmallFile.contents(path).split(whereSeparator: {
            $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        })
        guard lines.count == 1, let line = lines.first else {
            throw PortError(.rejected, "\(path) must hold the secret in one line")
        }
        return Secret(line)
    }

    private static func timeout(_ parameter: Parameter?, _ place: String) throws(PortError) -> Duration {
        guard let parameter else { return defaultTimeout }
        guard case .text(let text) = parameter, let timeout = Duration(text: text), timeout > .zero,
            timeout <= longestTimeout
        else { throw PortError(.rejected, "\(place) must be a duration up to \(longestTimeout.text), such as 5s") }
        return timeout
    }
}
