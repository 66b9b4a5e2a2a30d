import Cryptography
import Domain
import Foundation
import Ports
import Testing

struct ConnectionTests {
    static let empty = OperatorAnswer(.done, "", body: .status(Samples.status([])))

    @Test func theNextControllerIsAskedWhenOneIsAway() async throws {
        let away = FakeController("a:7420") { _ throws(PortError) in throw PortError(.unavailable, "a is away") }
        let there = FakeController("b:7420") { _ in Self.empty }
        let run = try await (try Bench([away, there])).runAsOperator(["status"])
        #expect(run.code == 0)
        #expect(there.asked == [.status])
    }

    @Test func anOrderGoesOnToTheLeader() async throws {
        let follower = FakeController("a:7420") { _ in OperatorAnswer(.noQuorumOrLeader, "a does not lead; ask b") }
        let leader = FakeController("b:7420") { _ in OperatorAnswer(.done, "everything is frozen") }
        let run = try await (try Bench([follower, leader])).runAsOperator(["freeze", "--reason", "storm"])
        #expect(run.code == 0)
        #expect(leader.asked == [.freeze(application: nil, reason: "storm", duration: nil)])
    }

    @Test func aControllerThatDoesNotLeadSaysWhereTheLeaderIs() async throws {
        let away = FakeController("a:7420") { _ throws(PortError) in throw PortError(.unavailable, "a is away") }
        let follower = FakeController("b:7420") { _ in
            OperatorAnswer(.noQuorumOrLeader, "b does not lead; ask c, which leads", leader: "c:7420")
        }
        let last = FakeController("d:7420") { _ in OperatorAnswer(.noQuorumOrLeader, "d does not lead") }
        let leader = FakeController("c:7420") { _ in OperatorAnswer(.done, "everything is frozen") }
        let bench = try Bench([away, follower, last], others: [leader])
        #expect(try await bench.runAsOperator(["freeze", "--reason", "storm"]).code == 0)
        #expect(leader.asked.count == 1)
        #expect(last.asked.isEmpty)
    }

    @Test func twoControllersThatPointAtEachOtherAreAskedOnceEach() async throws {
        let first = FakeController("a:7420") { _ in OperatorAnswer(.noQuorumOrLeader, "ask b", leader: "b:7420") }
        let second = FakeController("b:7420") { _ in OperatorAnswer(.noQuorumOrLeader, "ask a", leader: "a:7420") }
        let run = try await (try Bench([first, second])).runAsOperator(["freeze", "--reason", "storm"])
        #expect(run.code == 4)
        #expect(first.asked.count == 1 && second.asked.count == 1)
    }

    /// The first controller may have carried it out: a second order would be one too many.
    @Test func anOrderOfUnknownOutcomeIsNotRepeatedElsewhere() async throws {
        let first = FakeController("a:7420") { _ throws(PortError) in throw PortError(.outcomeUnknown, "no answer came")
        }
        let second = FakeController("b:7420") { _ in OperatorAnswer(.done, "") }
        let bench = try Bench([first, second])
        #expect(try await bench.runAsOperator(["freeze", "--reason", "storm"]).code == 1)
        #expect(second.asked.isEmpty)
        // A question changes nothing and may be asked again.
        _ = try await bench.runAsOperator(["status"])
        #expect(second.asked == [.status])
    }

    // MARK: Without a leader

    private static func lost(_ controller: ControllerID, knows others: [String] = []) -> OperatorAnswer {
        var view = Samples.status([])
        view.controller = controller
        view.leader = nil
        view.leaderSince = nil
        view.controllers = others.map { address in
            let place = ControllerPlace(region: "r", address: address)
            return ControllerView(id: "c3", place: place, isLeader: false, verdicts: nil, votes: [])
        }
        view.undecided = UndecidedView(
            since: Samples.ago(12),
            reason: "the coordination store does not answer",
            lastLeader: "c1",
            lastLeaderHeardAt: Samples.ago(12)
        )
        return OperatorAnswer(.noQuorumOrLeader, "\(controller) knows no leader", body: .status(view))
    }

    @Test(arguments: ["text", "json"])
    func aStatusWithoutALeaderIsShownAndEndsWithFour(format: String) async throws {
        let away = FakeController("a:7420") { _ throws(PortError) in throw PortError(.unavailable, "a is away") }
        let there = FakeController("b:7420") { _ in Self.lost("c2") }
        let run = try await (try Bench([away, there])).runAsOperator(["status", "--output", format])
        #expect(run.code == 4)
        #expect(run.error == "error: c2 knows no leader; a is away\n")
        if format == "json" {
            let view = try JSONDecoder().decode(StatusView.self, from: Data(run.output.utf8))
            #expect(view.undecided?.lastLeader == "c1")
        } else {
            for part in ["no leader is known", "nothing can be decided since", "c1 led then, heard last", "12s ago"] {
                #expect(run.output.contains(part), "\(run.output)")
            }
        }
    }

    @Test func whoeverKnowsALeaderIsFoundThroughTheOthers() async throws {
        let lost = FakeController("a:7420") { _ in Self.lost("c2", knows: ["a:7420", "c:7420"]) }
        let knowing = FakeController("c:7420") { _ in Self.empty }
        let run = try await (try Bench([lost], others: [knowing])).runAsOperator(["status"])
        #expect(run.code == 0)
        #expect(lost.asked.count == 1 && knowing.asked.count == 1)
    }

    /// One that hangs after the handshake keeps a question waiting only when nobody else is left.
    @Test func aQuestionHasLessPatienceWithAControllerThatIsNotTheLast() async throws {
        func silent(_ address: String) -> FakeController {
            FakeController(address) { _ throws(PortError) in throw PortError(.outcomeUnknown, "\(address) is silent") }
        }
        let (first, last) = (silent("a:7420"), silent("b:7420"))
        let bench = try Bench([first, last])
        #expect(try await bench.runAsOperator(["status"]).code == 4)
        #expect(first.patience == [.seconds(8)] && last.patience == [.seconds(60)])
        #expect(try await bench.runAsOperator(["freeze", "--reason", "storm"]).code == 1)
        #expect(first.patience.last == .seconds(60), "an order is not repeated elsewhere, so it waits")
    }

    @Test(arguments: [
        ("controllers: 7", "controllers must be a list"), ("- a", "mapping"), ("contrlers: []", "no key \"contrlers\""),
        ("a: [", "not YAML"), ("key: {a: b}", "key must be a text"),
    ])
    func aWrongConfigurationFileIsExplained(text: String, reason: String) async throws {
        let bench = try Bench()
        try bench.write(text, to: "wrong.yaml")
        let run = await bench.run(["status", "--config", bench.path("wrong.yaml")])
        #expect(run.code == 1)
        #expect(run.error.contains(reason), "\(run.error)")
        #expect(run.error.contains("wrong.yaml"))
    }

    @Test func onlyAnOperatorsCertificateWillDo() async throws {
        let bench = try Bench([FakeController { _ in Self.empty }])
        let validity = Validity(notBefore: FakeTime.start + .seconds(-60), notAfter: FakeTime.start + .seconds(86_400))
        let made = try CertificateAuthority.create(name: "test", validity: validity)
        try PEMFile.create(bench.path("ca.crt"), made.certificatePEM, access: .everyone)
        let arguments = ["status", "--controller", "a", "--key", "k", "--ca", "c", "--cert", bench.path("ca.crt")]
        let run = await bench.run(arguments)
        #expect(run.code == 2)
        #expect(run.error.contains("holdfast pki issue operator"))
    }

    @Test func anExpiringCertificateWarnsAndAnExpiredOneIsRefused() async throws {
        let bench = try Bench([FakeController { _ in Self.empty }])
        #expect(try await bench.runAsOperator(["status"]).error.isEmpty)
        let time = FakeTime()
        try await time.sleep(until: time.now.instant + .seconds(86_400 * 280))
        let late = try await bench.runAsOperator(["status"], time: time)
        #expect(late.code == 0)
        #expect(late.error.hasPrefix("warning: "))
        try await time.sleep(until: time.now.instant + .seconds(86_400 * 21))
        #expect(try await bench.runAsOperator(["status"], time: time).code == 1)
    }
}
