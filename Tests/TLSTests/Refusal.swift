import Foundation
import TLS
import Testing

/// A handshake that must fail, and what each side must say about it.
struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Whether the server refuses the client, or the client the server.
    let atServer: Bool
    /// What the side that refuses says.
    let reason: String
    /// What the refused side learns.
    let told: String
    let contexts: @Sendable (TestCluster) throws -> (client: TLSContext, server: TLSContext, expecting: ServerName?)

    static let all = clients + servers

    static let clients = [
        Refusal(
            testDescription: "client without certificate",
            atServer: true,
            reason: "shows no certificate",
            told: "wants a certificate"
        ) { cluster in
            let web = try TLSContext(.web(trust: .file(cluster.trustFile)))
            return (web, try cluster.context("c1"), ServerName("localhost"))
        },
        Refusal(
            testDescription: "expired client",
            atServer: true,
            reason: "\(TestCluster.uri("a1")) (serial ",
            told: "our certificate has expired"
        ) { cluster in (try cluster.context("a1", to: -1), try cluster.context("c1"), nil) },
        Refusal(
            testDescription: "expired client, with the time",
            atServer: true,
            reason: ") expired on 20",
            told: "our certificate has expired"
        ) { cluster in (try cluster.context("a1", to: -1), try cluster.context("c1"), nil) },
        Refusal(
            testDescription: "client from the future",
            atServer: true,
            reason: "is valid from 20",
            told: "does not accept our certificate"
        ) { cluster in (try cluster.context("a1", from: 1), try cluster.context("c1"), nil) },
        Refusal(
            testDescription: "client of another authority",
            atServer: true,
            reason: "was issued by CN=other, which /",
            told: "does not trust the authority of our certificate"
        ) { cluster in
            let stranger = try stranger(named: "other", to: cluster)
            return (stranger, try cluster.context("c1"), nil)
        },
        Refusal(
            testDescription: "client of another authority with our name",
            atServer: true,
            reason: "was issued by CN=test authority, which /",
            told: "does not trust the authority"
        ) { cluster in
            let stranger = try stranger(named: "test authority", to: cluster)
            return (stranger, try cluster.context("c1"), nil)
        },
        Refusal(
            testDescription: "revoked client",
            atServer: true,
            reason: "is revoked by /",
            told: "our certificate is revoked"
        ) { cluster in
            let client = try cluster.context("a1")
            let list = try cluster.revoke(["a1"])
            return (client, try cluster.context("c1", revocationListFile: list), nil)
        },
        Refusal(
            testDescription: "client revoked by an overdue list",
            atServer: true,
            reason: "is revoked by /",
            told: "our certificate is revoked"
        ) { cluster in
            let client = try cluster.context("a1")
            let list = try cluster.revoke(["a1"], from: .seconds(-3600), to: .seconds(-60))
            return (client, try cluster.context("c1", revocationListFile: list), nil)
        },
    ]

    static let servers = [
        Refusal(
            testDescription: "expired server",
            atServer: false,
            reason: ") expired on 20",
            told: "our certificate has expired"
        ) { cluster in (try cluster.context("a1"), try cluster.context("c1", to: -1), nil) },
        Refusal(
            testDescription: "server of another authority",
            atServer: false,
            reason: "was issued by CN=other, which /",
            told: "does not trust the authority of our certificate"
        ) { cluster in
            let stranger = try stranger(named: "other", to: cluster)
            return (try cluster.context("a1"), stranger, nil)
        },
        Refusal(
            testDescription: "revoked server",
            atServer: false,
            reason: "is revoked by /",
            told: "our certificate is revoked"
        ) { cluster in
            let server = try cluster.context("c1")
            let list = try cluster.revoke(["c1"])
            return (try cluster.context("a1", revocationListFile: list), server, nil)
        },
        Refusal(
            testDescription: "server of another host name",
            atServer: false,
            reason: "is for localhost, 127.0.0.1, not for example.com",
            told: "does not accept our certificate"
        ) { cluster in (try cluster.context("a1"), try cluster.context("c1"), ServerName("example.com")) },
        Refusal(
            testDescription: "server of another address",
            atServer: false,
            reason: "is for localhost, 127.0.0.1, not for 192.0.2.1",
            told: "does not accept our certificate"
        ) { cluster in (try cluster.context("a1"), try cluster.context("c1"), ServerName("192.0.2.1")) },
    ]

    /// A peer that another authority vouches for, and that itself trusts the cluster.
    private static func stranger(named name: String, to cluster: TestCluster) throws -> TLSContext {
        let other = try TestCluster(name: name)
        let identity = try other.identity("a1")
        return try TLSContext(other.configuration(identity, trustFile: cluster.trustFile))
    }
}
