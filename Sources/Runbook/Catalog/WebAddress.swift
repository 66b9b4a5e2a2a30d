/// The parts of an `http` or `https` URL that a plan's validation looks at (RFC 3986, 3).
package struct WebAddress: Hashable, Sendable {
    package let isEncrypted: Bool
    /// Lower case, without brackets.
    package let host: String
    package let port: Int
    /// A user or a password stands before the host.
    package let hasUserInfo: Bool

    package init?(_ text: some StringProtocol) {
        let schemes = [("https://", true), ("http://", false)]
        guard let (scheme, isEncrypted) = schemes.first(where: { text.lowercased().hasPrefix($0.0) }),
            text.utf8.allSatisfy({ $0 > UInt8(ascii: " ") && $0 != 0x7F })
        else { return nil }
        let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let hostText = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        guard let place = HostAndPort(hostText) else { return nil }
        self.isEncrypted = isEncrypted
        host = place.host
        port = place.port ?? (isEncrypted ? 443 : 80)
        hasUserInfo = authority.contains("@")
    }
}
