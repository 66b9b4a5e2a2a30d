import Domain
import Ports

/// Makes the providers of DNS groups out of zones in memory, by the group's `with: {zone: …}`.
package struct InMemoryDNS: DNSProviderFactory {
    private let providers: [DNSName: InMemoryDNSProvider]

    package init(_ providers: [InMemoryDNSProvider]) {
        self.providers = Dictionary(providers.map { ($0.zone.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func provider(for group: DNSGroup) throws(PortError) -> any DNSProvider {
        let zone = group.with["zone"]?.scalarText ?? ""
        guard let provider = DNSName(zone).flatMap({ providers[$0] }) else {
            throw PortError(.rejected, "dns.\(group.id): there is no zone \"\(zone)\" in memory")
        }
        return provider
    }
}
