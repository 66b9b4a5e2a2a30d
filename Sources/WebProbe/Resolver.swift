import Foundation
import NIOCore
import Synchronization

/// Looks host names up as the system does (getaddrinfo(3)), which blocks and may take half a minute.
///
/// Each look-up has a thread of its own, and at most one is under way for a name: a resolver that hangs costs one thread a
/// name, however often the name is asked for.
final class Resolver: Sendable {
    /// Why a name has no addresses.
    struct Failure: Error, Hashable {
        let message: String
        /// The resolver itself could not be asked, which says nothing about the name.
        let isOurs: Bool
    }

    private typealias Waiter = @Sendable (Result<[SocketAddress], Failure>) -> Void

    private let waiting = Mutex<[String: [Waiter]]>([:])

    /// The addresses in the order in which the system wants them to be tried; never none.
    func resolve(_ host: String, port: UInt16, on loop: any EventLoop) -> EventLoopFuture<[SocketAddress]> {
        let promise = loop.makePromise(of: [SocketAddress].self)
        let key = "\(host) \(port)"
        let isFirst = waiting.withLock { waiting in
            waiting[key, default: []].append { promise.completeWith($0.mapError { $0 }) }
            return waiting[key]?.count == 1
        }
        if isFirst {
            Thread.detachNewThread { [self] in
                let result = Self.lookUp(host, port)
                let waiters = waiting.withLock { $0.removeValue(forKey: key) } ?? []
                for waiter in waiters { waiter(result) }
            }
        }
        return promise.futureResult
    }

    private static func lookUp(_ host: String, _ port: UInt16) -> Result<[SocketAddress], Failure> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let error = getaddrinfo(host, String(port), &hints, &list)
        guard error == 0 else {
            let reason = String(cString: gai_strerror(error))
            // Only these say something about the name; the others say that nobody could be asked.
            let isAnswer = error == EAI_NONAME || error == EAI_NODATA
            return .failure(Failure(message: "\(host) has no address: \(reason)", isOurs: !isAnswer))
        }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var next = list
        while let entry = next {
            if let address = SocketAddress(entry.pointee), !addresses.contains(address) { addresses.append(address) }
            next = entry.pointee.ai_next
        }
        guard !addresses.isEmpty else {
            return .failure(Failure(message: "\(host) has no address", isOurs: false))
        }
        return .success(addresses)
    }
}

/// What getaddrinfo(3) says where a name exists but has no address; glibc declares it for GNU sources only.
private let EAI_NODATA: Int32 = -5

extension SocketAddress {
    /// `nil` for what is neither IPv4 nor IPv6.
    fileprivate init?(_ entry: addrinfo) {
        guard let pointer = entry.ai_addr else { return nil }
        switch entry.ai_family {
        case AF_INET:
            self = pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { SocketAddress($0.pointee) }
        case AF_INET6:
            self = pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { SocketAddress($0.pointee) }
        case _:
            return nil
        }
    }
}
