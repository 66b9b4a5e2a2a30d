import Domain
import NIOCore
import NIOPosix
import Ports

/// Makes the providers of DNS groups that say `uses: rfc2136`.
package struct RFC2136ProviderFactory: DNSProviderFactory {
    private let time: any TimeSource
    private let eventLoops: any EventLoopGroup

    /// - Parameters:
    ///   - time: its wall clock goes into signatures.
    ///   - eventLoops: carry the sockets.
    package init(time: any TimeSource, eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton) {
        self.time = time
        self.eventLoops = eventLoops
    }

    package func provider(for group: DNSGroup) throws(PortError) -> any DNSProvider { try rfc2136(for: group) }

    /// The same with its own type, for what only this kind can do.
    ///
    /// - Throws: ``PortError`` `.rejected` that names the parameter, or the file and line.
    package func rfc2136(for group: DNSGroup) throws(PortError) -> RFC2136Provider {
        guard group.uses == "rfc2136" else {
            throw PortError(.rejected, "dns.\(group.id): no provider is called \(group.uses), only rfc2136")
        }
        let settings = try RFC2136Settings(group.with, of: "dns.\(group.id)")
        let text = String(decoding: try SmallFile.contents(settings.keyFile), as: UTF8.self)
        do throws(TSIGKeyFileError) {
            let key = try TSIGKeyFile.key(in: text, path: settings.keyFile)
            return RFC2136Provider(settings: settings, key: key, eventLoops: eventLoops, time: time)
        } catch {
            throw PortError(.rejected, error.description)
        }
    }
}
