import NIOCore
import NIOPosix

/// Where a DNS server listens: an address or a name, and a port.
package struct DNSServerAddress: Hashable, Sendable, CustomStringConvertible {
    package let host: String
    package let port: Int

    private static let defaultPort = 53

    /// Reads `192.0.2.1`, `192.0.2.1:5300`, `ns1.example.com:53`, `2001:db8::1` or `[2001:db8::1]:53`; `nil` for anything else.
    package init?(_ text: String) {
        var (host, port) = (Substring(text), Substring?.none)
        if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
            let rest = text[text.index(after: close)...]
            guard rest.isEmpty || rest.first == ":" else { return nil }
            host = text[text.index(after: text.startIndex)..<close]
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = text.firstIndex(of: ":"), colon == text.lastIndex(of: ":") {
            (host, port) = (text[..<colon], text[text.index(after: colon)...])
        }
        guard !host.isEmpty, !host.contains(where: { $0.isWhitespace || $0 == "[" || $0 == "]" || $0 == "/" }),
            let number = port.map({ UInt16($0) }) ?? UInt16(Self.defaultPort), number > 0
        else { return nil }
        self.host = String(host)
        self.port = Int(number)
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// The address to connect to. A name is looked up on a thread of its own, since the system's look-up blocks.
    func resolved(on loop: any EventLoop) -> EventLoopFuture<SocketAddress> {
        if let address = try? SocketAddress(ipAddress: host, port: port) { return loop.makeSucceededFuture(address) }
        return NIOThreadPool.singleton.runIfActive(eventLoop: loop) { [host, port] in
            try SocketAddress.makeAddressResolvingHost(host, port: port)
        }
    }
}
