import Glibc
import NIOCore
import NIOPosix

/// Why the network did not carry a connection, for people: what happened and what to look at.
struct NetworkFailure: CustomStringConvertible {
    private let error: any Error

    init(_ error: any Error) { self.error = error }

    var description: String {
        switch error {
        case let error as NIOConnectionError: Self.text(of: error)
        case let error as IOError: Self.text(of: error)
        case ChannelError.connectTimeout(let limit):
            "timed out after \(limit.nanoseconds / 1_000_000) ms: the host is down, a firewall drops what is sent to it, or no resolver knows its name"
        case is SocketAddressError: "the name is not known: mend it, or see whether the resolver answers"
        case let error: "\(error)"
        }
    }

    /// Of several addresses of one name, the first tells why.
    private static func text(of error: NIOConnectionError) -> String {
        guard let first = error.connectionErrors.first else {
            return "\(error.host) is not known: mend the name, or see whether the resolver answers"
        }
        return NetworkFailure(first.error).description
    }

    private static func text(of error: IOError) -> String {
        switch error.errnoCode {
        case ECONNREFUSED: "connection refused: nothing listens there"
        case EHOSTUNREACH, ENETUNREACH: "no route: look at the network between here and there, and at its firewalls"
        case ETIMEDOUT: "timed out: the host is down, or a firewall drops what is sent to it"
        case EADDRINUSE: "another program listens there already: stop it, or choose another port"
        case EADDRNOTAVAIL: "this host has no such address: write one that it has, or 0.0.0.0 for all"
        case EACCES: "this user may not: ports below 1024 need CAP_NET_BIND_SERVICE"
        case ECONNRESET, EPIPE: "the connection was reset: something on the way, or the host itself, does not want it"
        default: error.description
        }
    }
}
