/// `HOST`, `HOST:PORT`, `IPv6`, `[IPv6]` or `[IPv6]:PORT`.
package struct HostAndPort: Hashable, Sendable {
    /// Lower case, without brackets.
    package let host: String
    package let port: Int?

    package init?(_ text: some StringProtocol) {
        let text = text.lowercased()
        let portText: Substring?
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = String(text[text.index(after: text.startIndex)..<end])
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":"), IPAddress.isVersion6(host) else { return nil }
            portText = rest.isEmpty ? nil : rest.dropFirst()
        } else if IPAddress.isVersion6(text) {
            (host, portText) = (text, nil)
        } else {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count <= 2, HostName.isHostName(parts[0]) || IPAddress.isVersion4(parts[0]) else { return nil }
            host = String(parts[0])
            portText = parts.count == 2 ? parts[1] : nil
        }
        guard let portText else {
            port = nil
            return
        }
        guard portText.utf8.allSatisfy(\.isDigit), let port = Int(portText), (1...65_535).contains(port) else {
            return nil
        }
        self.port = port
    }
}
