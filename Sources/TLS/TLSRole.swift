/// Which side of a connection a handler is.
package enum TLSRole: Hashable, Sendable {
    /// Waits for a client, which must show a certificate that we trust.
    case server
    /// Speaks first. The server's certificate must come from a trusted authority and hold the name. Without a name the
    /// owner must check ``TLSHandshakeCompleted/peerURIs``; that is for a cluster's own authority only.
    case client(expecting: ServerName?)
}
