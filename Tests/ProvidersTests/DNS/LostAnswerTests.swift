import Decision
import Domain
import Foundation
import Ports
import Testing

@testable import Providers

/// What may have happened is never taken for what has not, and the other way round.
@Suite struct LostAnswerTests {
    private let key = DNSRecordKey.a("www.example.com")
    private let change = DNSRecordSnapshot(key: .a("www.example.com"), values: ["192.0.2.1"], ttl: nil, token: nil)
        .change(to: ["198.51.100.7"], epoch: 1)
    private let directory = URL(filePath: NSTemporaryDirectory())

    private func codes(port: Int, timeout: String = "1s") async throws -> [PortError.Code?] {
        let provider = try NameServer.provider(port: port, in: directory, timeout: timeout)
        defer { try? FileManager.default.removeItem(atPath: provider.settings.keyFile) }
        return [
            await failure { () async throws(PortError) in _ = try await provider.read([key]) }?.code,
            await failure { () async throws(PortError) in try await provider.replace([change]) }?.code,
        ]
    }

    @Test func aServerThatIsDownGotNothing() async throws {
        #expect(try await codes(port: LoopbackPort.free()) == [.unavailable, .unavailable])
    }

    @Test func aConnectionThatIsNotMadeInTimeGotNothing() async throws {
        let port = try LoopbackPort.free()
        let sockets = LoopbackSocket.deafListener(port: port)
        defer { for socket in sockets { socket.end() } }
        #expect(try await codes(port: port) == [.unavailable, .unavailable])
    }

    @Test func aServerThatTakesTheUpdateAndSaysNothingMayHaveDoneIt() async throws {
        let server = try await ScriptedServer { _ in .silence }
        #expect(try await codes(port: server.port) == [.unavailable, .outcomeUnknown])
        try await server.stop()
    }

    @Test func aServerThatClosesAfterTheUpdateMayHaveDoneIt() async throws {
        let server = try await ScriptedServer { _ in .close }
        #expect(try await codes(port: server.port) == [.unavailable, .outcomeUnknown])
        try await server.stop()
    }

    /// Answers that nobody with the key gave: a yes, a failed condition, another's id, noise, half a message.
    @Test(arguments: ["yes", "condition", "id", "noise", "half"])
    func anAnswerThatCannotBeTrustedConfirmsNothing(_ lie: String) async throws {
        let server = try await ScriptedServer { request in
            guard var answer = try? DNSMessage(decoding: request) else { return .close }
            answer.isResponse = true
            answer.isAuthoritative = true
            answer.additionals = []
            if lie == "condition" { answer.responseCode = answer.opcode == .update ? .noSuchRecordSet : .noSuchName }
            if lie == "id" { answer.id ^= 1 }
            guard let bytes = try? answer.encoded() else { return .close }
            return .send([lie == "noise" ? bytes.map { ~$0 } : lie == "half" ? Array(bytes.prefix(9)) : bytes])
        }
        #expect(try await codes(port: server.port) == [.unavailable, .outcomeUnknown])
        try await server.stop()
    }

    @Test func forgedDatagramsBeforeTheTrueAnswerArePassedOver() async throws {
        let real = try await NameServer(.bind, "www IN A 192.0.2.1")
        defer { real.stop() }
        let port = real.port
        let server = try await ScriptedServer { request in
            let answer = LoopbackSocket.exchange(request, port: port)
            var forged = answer
            forged[forged.count - 20] ^= 1
            return .send([[], [0, 1, 2], Array(request), forged, answer])
        }
        #expect(try await codes(port: server.port, timeout: "5s")[0] == nil)
        try await server.stop()
    }

    /// F12: the step succeeded, the answer was lost.
    @Test(arguments: NameServer.Kind.allCases)
    func whatWasDoneBehindALostAnswerIsFoundByLooking(_ kind: NameServer.Kind) async throws {
        let real = try await NameServer(kind, "www IN A 192.0.2.1")
        defer { real.stop() }
        let port = real.port
        let server = try await ScriptedServer { request in
            _ = LoopbackSocket.exchange(request, port: port)
            return .close
        }
        #expect(try await codes(port: server.port)[1] == .outcomeUnknown)
        try await server.stop()

        let provider = try real.provider()
        let wanted = [DNSWantedRecord(key: key, values: ["198.51.100.7"], ttl: .seconds(5))]
        let decision = DNSChangeDecision(purpose: .change, token: change.token, wanted: wanted)
        #expect(decision.outcome(given: try await provider.read([key])) == .alreadyDone)
        #expect(try real.dig("www.example.com", "A") == ["198.51.100.7"])
        // Sent once more, blindly, it would be refused and change nothing.
        let again = await failure { () async throws(PortError) in try await provider.replace([change]) }
        #expect(again?.code == .conditionFailed)
    }

    @Test func anUpdateThatIsCancelledOnItsWayMayHaveBeenDone() async throws {
        let (arrivals, arrived) = AsyncStream<Void>.makeStream()
        let server = try await ScriptedServer { _ in
            arrived.yield()
            return .silence
        }
        let provider = try NameServer.provider(port: server.port, in: directory, timeout: "60s")
        defer { try? FileManager.default.removeItem(atPath: provider.settings.keyFile) }
        let error = await withTaskGroup(of: PortError?.self) { group in
            group.addTask { await failure { () async throws(PortError) in try await provider.replace([change]) } }
            for await _ in arrivals { break }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(error?.code == .outcomeUnknown)
        try await server.stop()
    }
}
