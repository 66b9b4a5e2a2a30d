import Domain
import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import WebProbe

struct DialerTests {
    private let dialer = Dialer()

    @Test func aNameThatIsNotThereFailsAndOneThatCannotBeAskedForIsOurTrouble() async throws {
        // RFC 6761: there never is such a name. Where no resolver answers, nothing is said about it.
        switch await dialer.connect(to: "nowhere.invalid", port: 80, within: .seconds(30)) {
        case .success: Issue.record("it connected")
        case .failure(let failure): #expect(failure.message.contains("nowhere.invalid"))
        }
    }

    @Test func aHostThatDoesNotAnswerIsGivenUpInTime() async throws {
        // A queue that is full: Linux then leaves connections unanswered.
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port: UInt16? = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                guard bind(descriptor, $0, length) == 0, listen(descriptor, 0) == 0,
                    getsockname(descriptor, $0, &length) == 0
                else { return nil }
                return pointer.pointee.sin_port.bigEndian
            }
        }
        let full = try #require(port)
        let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(filler) }
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(filler, $0, length) }
        }
        let start = ContinuousClock.now
        let result = await dialer.connect(to: "127.0.0.1", port: full, within: .milliseconds(300))
        guard case .failure(let failure) = result else {
            Issue.record("it connected")
            return
        }
        #expect(!failure.isOurs)
        #expect(failure.message.contains("no answer in time"), "\(failure.message)")
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test(
        arguments: [
            ("db.example.com:5432", "db.example.com", 5432), ("192.0.2.1", "192.0.2.1", nil),
            ("[2001:db8::1]:80", "2001:db8::1", 80), ("[2001:db8::1]", "2001:db8::1", nil),
        ] as [(String, String, UInt16?)]
    )
    func aPlaceIsReadInItsParts(text: String, host: String, port: UInt16?) {
        #expect(NetworkPlace(text)?.host == host)
        #expect(NetworkPlace(text)?.port == port)
    }

    @Test(arguments: ["", ":80", "a:", "a:0", "a:65536", "a:+1", "[a]:1", "[::1", "[::1]x", "a b", "u@a"])
    func whatIsNoPlaceIsNone(text: String) {
        #expect(NetworkPlace(text) == nil)
    }
}
