/// Where a controller listens: a name or an address, and a port.
package struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    /// DESIGN 4.4.
    package static let defaultPort = 7420

    package let host: String
    package let port: Int

    package init(host: String, port: Int = NetworkAddress.defaultPort) {
        self.host = host
        self.port = port
    }

    /// Reads `host`, `host:port`, `[2001:db8::1]:port` and a bare IPv6 address; `nil` for anything else. A
    /// number alone is a port whose host was forgotten.
    package init?(_ text: some StringProtocol) {
        let (host, portText) = Self.split(text)
        guard let host, !host.isEmpty, !host.contains(where: \.isWhitespace) else { return nil }
        guard let portText else {
            guard !host.allSatisfy(\.isNumber) else { return nil }
            self.init(host: String(host))
            return
        }
        guard let port = UInt16(portText), port > 0 else { return nil }
        self.init(host: String(host), port: Int(port))
    }

    /// What to write instead of what is no address.
    package static let mend = "write HOST:PORT, such as 192.0.2.10:7420, [2001:db8::10]:7420 or 0.0.0.0:7420"

    private static func split<Text: StringProtocol>(
        _ text: Text
    ) -> (host: Text.SubSequence?, port: Text.SubSequence?) {
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return (nil, nil) }
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.first == ":" else { return (nil, nil) }
            return (text[text.startIndex..<end].dropFirst(), rest.isEmpty ? nil : rest.dropFirst())
        }
        guard let colon = text.lastIndex(of: ":"), text.firstIndex(of: ":") == colon else { return (text[...], nil) }
        return (text[..<colon], text[text.index(after: colon)...])
    }

    /// Itself, unless it stands for every address of the host.
    package var reachable: NetworkAddress? { ["0.0.0.0", "::", "*"].contains(host) ? nil : self }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
