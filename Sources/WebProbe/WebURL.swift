/// An `http` or `https` URL in the parts that a request needs (RFC 3986, 3).
struct WebURL: Hashable {
    let isEncrypted: Bool
    /// A host name, or an address without brackets.
    let host: String
    let port: UInt16
    /// Path and query, as they stand in the request line.
    let target: String
    /// Host and port as they stand in the `Host` header.
    let authority: String

    /// `nil` for anything that is not such a URL, and for one with a user or a password in it.
    init?(_ text: String) {
        let schemes = [("https://", true), ("http://", false)]
        guard let (scheme, isEncrypted) = schemes.first(where: { text.lowercased().hasPrefix($0.0) }),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        let rest = text.dropFirst(scheme.count).prefix { $0 != "#" }
        authority = String(rest.prefix { !"/?".contains($0) })
        guard let place = NetworkPlace(authority), !place.host.isEmpty else { return nil }
        let path = rest.dropFirst(authority.count)
        self.isEncrypted = isEncrypted
        host = place.host
        port = place.port ?? (isEncrypted ? 443 : 80)
        target = path.hasPrefix("/") ? String(path) : "/" + path
    }
}
