import Domain
import Ports

/// What the plan tells the `rfc2136` provider in `with:`.
package struct RFC2136Settings: Hashable, Sendable {
    /// The primary: it alone is read before a change, and written.
    package let server: DNSServerAddress
    package let zone: DNSName
    /// The file with the TSIG key.
    package let keyFile: String
    /// The servers that must answer the new value before a change counts as done.
    package let authoritative: [DNSServerAddress]
    /// How long one question or one update may take.
    package let timeout: Duration

    private static let defaultTimeout = Duration.seconds(3)
    /// Longer than this nobody waits in a recovery.
    private static let longestTimeout = Duration.seconds(60)
    private static let names: Set<String> = ["server", "zone", "key_file", "authoritative", "timeout"]

    /// - Parameters:
    ///   - parameters: the plan's `with:`.
    ///   - place: what they belong to, for errors.
    /// - Throws: ``PortError`` `.rejected` that names the parameter.
    package init(_ parameters: Parameters, of place: String) throws(PortError) {
        if let unknown = parameters.keys.filter({ !Self.names.contains($0) }).sorted().first {
            throw PortError(.rejected, "\(place): with.\(unknown) is not known to rfc2136")
        }
        func text(_ name: String) throws(PortError) -> String {
            guard case .text(let text)? = parameters[name] else {
                throw PortError(.rejected, "\(place): with.\(name) is missing or not a text")
            }
            return text
        }
        server = try Self.address(try text("server"), "\(place): with.server")
        guard let zone = DNSName(try text("zone")), zone != .root else {
            throw PortError(.rejected, "\(place): with.zone is not a domain name")
        }
        self.zone = zone
        keyFile = try text("key_file")
        authoritative = try Self.addresses(parameters["authoritative"], "\(place): with.authoritative") ?? [server]
        timeout = try Self.timeout(parameters["timeout"], "\(place): with.timeout")
    }

    private static func timeout(_ parameter: Parameter?, _ place: String) throws(PortError) -> Duration {
        guard let parameter else { return defaultTimeout }
        guard case .text(let text) = parameter, let timeout = Duration(text: text), timeout > .zero,
            timeout <= longestTimeout
        else { throw PortError(.rejected, "\(place) must be a duration up to \(longestTimeout.text), such as 3s") }
        return timeout
    }

    private static func addresses(_ parameter: Parameter?, _ place: String) throws(PortError) -> [DNSServerAddress]? {
        guard let parameter else { return nil }
        guard case .list(let items) = parameter, !items.isEmpty else {
            throw PortError(.rejected, "\(place) must be a list of servers, host:port each")
        }
        var addresses: [DNSServerAddress] = []
        for item in items { addresses.append(try address(item.scalarText ?? "", place)) }
        return addresses
    }

    private static func address(_ text: String, _ place: String) throws(PortError) -> DNSServerAddress {
        guard let address = DNSServerAddress(text) else {
            throw PortError(.rejected, "\(place): \"\(text)\" is not a server, write host:port")
        }
        return address
    }
}
