import Cryptography
import Domain
import Foundation
import Providers

extension NameServer {
    /// A provider as the plan would make it, key file included.
    func provider(
        key: String = "writer",
        algorithm: String = "hmac-sha256",
        secret: String = NameServer.secret,
        zone: String = NameServer.zone,
        authoritative: [Int] = [],
        clock: WallClock = WallClock()
    ) throws -> RFC2136Provider {
        try Self.provider(
            port: port,
            in: directory,
            key: #"key "\#(key)" { algorithm \#(algorithm); secret "\#(secret)"; };"#,
            zone: zone,
            authoritative: authoritative,
            clock: clock
        )
    }

    static func provider(
        port: Int,
        in directory: URL,
        key: String = #"key "writer" { algorithm hmac-sha256; secret "\#(NameServer.secret)"; };"#,
        zone: String = NameServer.zone,
        authoritative: [Int] = [],
        timeout: String = "5s",
        clock: WallClock = WallClock()
    ) throws -> RFC2136Provider {
        let file = directory.appending(path: "\(UUID().uuidString).key")
        try key.write(to: file, atomically: true, encoding: .utf8)
        var parameters: Parameters = [
            "server": .text("127.0.0.1:\(port)"), "zone": .text(zone), "key_file": .text(file.path),
            "timeout": .text(timeout),
        ]
        if !authoritative.isEmpty {
            parameters["authoritative"] = .list(authoritative.map { .text("127.0.0.1:\($0)") })
        }
        let group = DNSGroup(id: "public", uses: "rfc2136", with: parameters, records: [])
        return try RFC2136ProviderFactory(time: clock).rfc2136(for: group)
    }
}
