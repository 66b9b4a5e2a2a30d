import Glibc

/// The name that a server's certificate must hold.
package enum ServerName: Hashable, Sendable, CustomStringConvertible {
    /// A host name; it also tells the server which of its certificates is wanted (SNI, RFC 6066).
    case host(String)
    /// An IP address, without brackets.
    case address(String)

    /// Tells addresses from host names; a dot at the end and brackets are dropped. `nil` for what is neither.
    package init?(_ text: String) {
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, bare, &bytes) == 1 || inet_pton(AF_INET6, bare, &bytes) == 1 {
            self = .address(bare)
            return
        }
        let host = text.hasSuffix(".") ? String(text.dropLast()) : text
        // The longest name in the DNS (RFC 1035). libssl would take a NUL for the end of the name.
        guard (1...253).contains(host.utf8.count), host.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        self = .host(host)
    }

    package var description: String {
        switch self {
        case .host(let name): name
        case .address(let address): address
        }
    }
}
