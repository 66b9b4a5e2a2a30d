/// A host and perhaps a port, written `HOST`, `HOST:PORT`, `[IPv6]` or `[IPv6]:PORT`.
package struct NetworkPlace: Hashable, Sendable {
    /// Without brackets.
    package let host: String
    package let port: UInt16?

    /// `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        let portText: Substring
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = String(text[text.index(after: text.startIndex)..<end])
            portText = Substring(text[text.index(after: end)...])
            guard host.contains(":") else { return nil }
        } else {
            host = String(text.prefix { $0 != ":" })
            portText = Substring(text.dropFirst(host.count))
        }
        guard !host.isEmpty, !host.contains(where: { "@/?#[]".contains($0) || $0.isWhitespace }) else { return nil }
        if portText.isEmpty {
            port = nil
        } else {
            let digits = portText.dropFirst()
            guard portText.hasPrefix(":"), digits.utf8.allSatisfy({ (48...57).contains($0) }),
                let port = UInt16(digits),
                port > 0
            else { return nil }
            self.port = port
        }
    }
}
