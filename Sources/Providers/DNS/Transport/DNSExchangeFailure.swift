import NIOCore

#if canImport(Glibc)
    import Glibc
#endif

/// Why there is no answer to a request.
enum DNSExchangeFailure: Error {
    /// It never left this machine.
    case notSent(String)
    /// It was sent, and may have been carried out.
    case noAnswer(String)

    var reason: String {
        switch self {
        case .notSent(let reason), .noAnswer(let reason): reason
        }
    }

    /// An error of the sockets, for people.
    static func reason(_ error: any Error) -> String {
        switch error {
        case let error as DNSExchangeFailure: error.reason
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case ChannelError.connectTimeout: "no connection in time"
        case is SocketAddressError: "the name cannot be resolved"
        case is CancellationError: "it was cancelled"
        case _: "\(error)"
        }
    }
}
