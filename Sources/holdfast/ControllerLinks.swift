import Commands
import LineTransport
import Ports
import TLS

/// The ways to the controllers over the network, with the operator's certificate.
enum ControllerLinks {
    static func all(_ settings: ConnectionSettings) throws(PortError) -> [any OperatorLink] {
        let client = OperatorClient(cluster: settings.cluster, tls: try context(settings))
        var links: [any OperatorLink] = []
        for text in settings.controllers {
            guard let address = NetworkAddress(text) else {
                throw PortError(.rejected, "\(text) is not the address of a controller: write HOST or HOST:PORT")
            }
            links.append(ControllerAddressLink(client: client, place: address))
        }
        return links
    }

    private static func context(_ settings: ConnectionSettings) throws(PortError) -> TLSContext {
        do throws(TLSError) {
            return try TLSContext(
                .mutual(
                    identity: TLSConfiguration.Identity(
                        certificateFile: settings.certificateFile,
                        keyFile: settings.keyFile
                    ),
                    trustFile: settings.trustFile
                )
            )
        } catch {
            throw PortError(.rejected, "\(error)")
        }
    }
}

/// The way to one controller.
private struct ControllerAddressLink: OperatorLink {
    let client: OperatorClient
    let place: NetworkAddress

    var address: String { place.description }

    func ask(_ body: [UInt8], patience: Duration) async throws(PortError) -> [UInt8] {
        try await client.ask(body, at: place, patience: patience).body
    }
}
