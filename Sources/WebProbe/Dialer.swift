import Domain
import NIOCore
import NIOPosix

/// Opens TCP connections within a time, and measures how long the parts took.
package final class Dialer: Sendable {
    /// A connection that is open; its owner closes it.
    package struct Connection: Sendable {
        package let channel: any NIOCore.Channel
        package let address: String
        /// `nil` where no name had to be looked up.
        package let lookUp: Duration?
        package let connect: Duration
    }

    /// Why there is no connection.
    package struct Failure: Error, Hashable, Sendable {
        package let message: String
        /// Something of our own failed, which says nothing about the other side.
        package let isOurs: Bool
    }

    private let group: any EventLoopGroup
    private let resolver = Resolver()

    package init(group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton) { self.group = group }

    /// Connects to the first address of the host that answers.
    ///
    /// - Parameters:
    ///   - host: a name or an address.
    ///   - port: the TCP port.
    ///   - pinnedAddress: where to connect instead of what the name's look-up says.
    ///   - limit: when it is given up.
    /// - Returns: the connection.
    package func connect(
        to host: String,
        port: UInt16,
        pinnedAddress: String? = nil,
        within limit: Duration
    ) async -> Result<Connection, Failure> {
        let start = ContinuousClock.now
        let loop = group.next()
        let addresses: [SocketAddress]
        var lookUp: Duration?
        if let literal = try? SocketAddress(ipAddress: pinnedAddress ?? host, port: Int(port)) {
            addresses = [literal]
        } else if let pinnedAddress {
            return .failure(Failure(message: "\(pinnedAddress) is not an IP address", isOurs: true))
        } else {
            do {
                let resolved = resolver.resolve(host, port: port, on: loop)
                addresses = try await resolved.within(limit, on: loop).get()
                lookUp = ContinuousClock.now - start
            } catch let failure as Resolver.Failure {
                return .failure(Failure(message: failure.message, isOurs: failure.isOurs))
            } catch {
                return .failure(Failure(message: "looking up \(host) took longer than \(limit.text)", isOurs: true))
            }
        }
        return await connect(addresses, lookUp, until: start + limit, on: loop)
    }

    private func connect(
        _ addresses: [SocketAddress],
        _ lookUp: Duration?,
        until deadline: ContinuousClock.Instant,
        on loop: any EventLoop
    ) async -> Result<Connection, Failure> {
        var failures: [String] = []
        for (index, address) in addresses.prefix(Self.mostAddresses).enumerated() {
            let start = ContinuousClock.now
            // An address that does not answer must leave time for those after it.
            let share = (deadline - start) / (min(addresses.count, Self.mostAddresses) - index)
            let bootstrap = ClientBootstrap(group: loop)
                .connectTimeout(.nanoseconds(max(share, .milliseconds(1)).nanoseconds))
            let place = address.ipAddress ?? "\(address)"
            do {
                let channel = try await bootstrap.connect(to: address).get()
                let took = ContinuousClock.now - start
                return .success(Connection(channel: channel, address: place, lookUp: lookUp, connect: took))
            } catch {
                failures.append("\(place): \(error.reason)")
            }
        }
        return .failure(Failure(message: "no connection to \(failures.joined(separator: "; "))", isOurs: false))
    }

    private static let mostAddresses = 4
}
