import Domain
import Foundation
import Ports
import Testing

@testable import WebProbe

/// Needs openssl and python3.
struct TLSProbeTests {
    private let probe = NetworkWebProbe()
    private let authority: TestAuthority

    init() async throws { authority = try await TestAuthority(names: "DNS:web.example.com,IP:127.0.0.1", days: 20) }

    /// The answer of a server with the authority's certificate.
    private func ask(
        host: String = "web.example.com",
        path: String = "/ok",
        trustFile: String?,
        daysLeft: Int? = nil
    ) async throws -> Observation {
        var observation: Observation?
        try await WebServer.with(identity: authority.server) { port in
            observation = await ask(port, host: host, path: path, trustFile: trustFile, daysLeft: daysLeft)
        }
        return try #require(observation)
    }

    private func ask(
        _ port: Int,
        host: String = "web.example.com",
        path: String = "/ok",
        trustFile: String?,
        daysLeft: Int? = nil
    ) async -> Observation {
        let request = WebRequest(
            url: "https://\(host):\(port)\(path)",
            timeout: .seconds(5),
            trustFile: trustFile,
            certificateDaysLeft: daysLeft
        )
        return await probe.probe(request, pinnedAddress: "127.0.0.1")
    }

    @Test(arguments: ["web.example.com", "127.0.0.1"]) func aTrustedServerOfTheRightNamePasses(host: String)
        async throws
    {
        let observation = try await ask(host: host, trustFile: authority.trustFile)
        #expect(observation.outcome == .passed, "\(observation)")
        #expect(observation.figures["certificate_days_left"] == 19)
        #expect(observation.figures["tls_ms"] != nil)
    }

    @Test func anotherNameIsRefused() async throws {
        let observation = try await ask(host: "other.example.com", trustFile: authority.trustFile)
        #expect(observation.outcome == .failed)
        #expect(observation.summary.contains("other.example.com"), "\(observation.summary)")
    }

    @Test func anAuthorityThatIsNotTrustedIsRefused() async throws {
        let stranger = try await TestAuthority(names: "DNS:web.example.com", days: 20)
        #expect(try await ask(trustFile: stranger.trustFile).outcome == .failed)
        #expect(try await ask(trustFile: nil).outcome == .failed)
    }

    @Test func aCertificateThatEndsSoonFails() async throws {
        #expect(try await ask(trustFile: authority.trustFile, daysLeft: 19).outcome == .passed)
        let observation = try await ask(trustFile: authority.trustFile, daysLeft: 20)
        #expect(observation.outcome == .failed)
        #expect(observation.summary == "the certificate ends in 19 days; at least 20 are wanted")
    }

    @Test func aTrustFileThatIsNotGoodSaysNothingAboutTheServer() async throws {
        let observation = try await ask(trustFile: "/no/such/file")
        #expect(observation.outcome == .notRun)
        #expect(observation.summary.contains("/no/such/file"))
    }

    @Test func aNewTrustFileIsNoticed() async throws {
        let stranger = try await TestAuthority(names: "DNS:web.example.com", days: 20)
        try await WebServer.with(identity: authority.server) { port in
            #expect(await ask(port, trustFile: authority.trustFile).outcome == .passed)
            try FileManager.default.removeItem(atPath: authority.trustFile)
            try FileManager.default.copyItem(atPath: stranger.trustFile, toPath: authority.trustFile)
            #expect(await ask(port, trustFile: authority.trustFile).outcome == .failed)
        }
    }

    @Test func aServerWithoutTLSFails() async throws {
        try await WebServer.with { port in
            #expect(await ask(port, trustFile: authority.trustFile).outcome == .failed)
        }
    }

    @Test(arguments: ["/until-the-end", "/endless", "/chunked"]) func bodiesArriveThroughTLS(path: String) async throws
    {
        let observation = try await ask(path: path, trustFile: authority.trustFile)
        #expect(observation.outcome == .passed, "\(observation)")
    }
}
