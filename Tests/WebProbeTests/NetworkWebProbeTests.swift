import Domain
import Foundation
import Ports
import Testing

@testable import WebProbe

struct NetworkWebProbeTests {
    private let probe = NetworkWebProbe()

    private func ask(
        _ port: Int,
        _ path: String,
        _ change: (inout WebRequest) -> Void = { _ in }
    ) async -> Observation {
        var request = WebRequest(url: "http://127.0.0.1:\(port)\(path)", timeout: .milliseconds(700))
        change(&request)
        return await probe.probe(request, pinnedAddress: nil)
    }

    @Test(arguments: ["/ok", "/ok?a=b#c", "/empty", "/until-the-end", "/chunked"])
    func aGoodAnswerPasses(path: String) async throws {
        try await WebServer.with { port in
            let observation = await ask(port, path)
            #expect(observation.outcome == .passed, "\(observation)")
            #expect(
                Set(observation.figures.keys).isSuperset(of: ["connect_ms", "first_byte_ms", "total_ms", "status"])
            )
            #expect(observation.figures["dns_ms"] == nil)
            #expect(observation.took < .milliseconds(700))
        }
    }

    @Test(arguments: [
        ("/missing", "status 404; expected 2xx"), ("/moved", "status 302, which leads to /ok; expected 2xx"),
        ("/silent", "no answer within 700ms"), ("/trickles", "no answer within 700ms"),
        ("/stalls", "status 200, but no complete answer within 700ms"),
        ("/breaks", "the server closed"), ("/garbage", "invalid"), ("/nothing", "the server closed"),
        ("/many-headers", "header"),
    ])
    func aBadAnswerFailsWithItsReasonInTime(path: String, reason: String) async throws {
        try await WebServer.with { port in
            let observation = await ask(port, path)
            #expect(observation.outcome == .failed)
            #expect(observation.summary.lowercased().contains(reason.lowercased()), "\(observation.summary)")
            #expect(observation.took < .milliseconds(2000))
        }
    }

    @Test(
        arguments: [
            ("/missing", [404, 410], nil, nil), ("/ok", [204, 404], nil, "status 200; expected 204 or 404"),
            ("/ok", [], "is well", nil), ("/chunked", [], "all is well", nil),
            ("/ok", [], "is bad", "status 200, but the body does not contain \"is bad\""),
        ] as [(String, [Int], String?, String?)]
    )
    func theAnswerIsComparedWithWhatIsExpected(
        path: String,
        statuses: [Int],
        text: String?,
        complaint: String?
    ) async throws {
        try await WebServer.with { port in
            let observation = await ask(port, path) {
                $0.statuses = statuses
                $0.bodyContains = text
            }
            #expect(observation.outcome == (complaint == nil ? .passed : .failed))
            if let complaint { #expect(observation.summary == complaint) }
        }
    }

    @Test func anEndlessBodyIsReadNoFurtherThanItsBound() async throws {
        try await WebServer.with { port in
            let observation = await ask(port, "/endless") { $0.timeout = .seconds(10) }
            #expect(observation.outcome == .passed, "\(observation)")
            #expect(observation.figures["body_bytes"] == Double(1 << 20))
            let missing = await ask(port, "/endless") {
                $0.timeout = .seconds(10)
                $0.bodyContains = "y"
            }
            #expect(missing.summary.hasSuffix("in its first MiB"))
        }
    }

    @Test func aPinnedAddressKeepsTheNameInTheRequest() async throws {
        try await WebServer.with { port in
            let request = WebRequest(
                url: "http://web.example.com:\(port)/echo",
                timeout: .seconds(5),
                bodyContains: "GET /echo HTTP/1.1\r\nhost: web.example.com:\(port)\r\n"
            )
            let observation = await probe.probe(request, pinnedAddress: "127.0.0.1")
            #expect(observation.outcome == .passed, "\(observation)")
            #expect(await probe.probe(request, pinnedAddress: "127.0.0.2").outcome == .failed)
            #expect(await probe.probe(request, pinnedAddress: "web.example.net").outcome == .notRun)
        }
    }

    @Test func aNameIsLookedUpAndMeasured() async throws {
        try await WebServer.with { port in
            let request = WebRequest(url: "http://localhost:\(port)/ok", timeout: .seconds(5))
            let observation = await probe.probe(request, pinnedAddress: nil)
            #expect(observation.outcome == .passed, "\(observation)")
            #expect(observation.figures["dns_ms"] != nil)
        }
    }

    @Test func aPortWhereNobodyListensFails() async {
        let request = WebRequest(url: "http://127.0.0.1:1/", timeout: .seconds(5))
        let observation = await probe.probe(request, pinnedAddress: nil)
        #expect(observation.outcome == .failed)
        #expect(observation.summary.lowercased().contains("refused"), "\(observation.summary)")
    }

    @Test(arguments: [
        "", "web.example.com", "ftp://web.example.com/", "http://", "http://user:secret@127.0.0.1/",
        "http://127.0.0.1:0/",
        "http://127.0.0.1:99999/", "http://a b/", "http://[::1/", "http://127.0.0.1/\r\nX: y",
    ])
    func whatIsNoURLSaysNothingAboutAServer(url: String) async {
        let observation = await probe.probe(WebRequest(url: url, timeout: .seconds(5)), pinnedAddress: nil)
        #expect(observation.outcome == .notRun)
        #expect(!observation.summary.isEmpty)
    }

    @Test(arguments: [
        ("http://web.example.com", "web.example.com", 80, "/", "web.example.com"),
        ("HTTPS://web.example.com:8443/a?b=c#d", "web.example.com", 8443, "/a?b=c", "web.example.com:8443"),
        ("https://[2001:db8::1]?q", "2001:db8::1", 443, "/?q", "[2001:db8::1]"),
    ])
    func aURLIsReadInItsParts(text: String, host: String, port: UInt16, target: String, authority: String) throws {
        let url = try #require(WebURL(text))
        #expect(url.host == host && url.port == port && url.target == target && url.authority == authority)
        #expect(url.isEncrypted == text.lowercased().hasPrefix("https"))
    }
}
