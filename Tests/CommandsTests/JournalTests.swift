import Commands
import Domain
import Ports
import Testing

struct JournalTests {
    static func controller(records count: UInt64) -> FakeController {
        let records = (0..<count).map { index in
            Samples.record(
                JournalPosition(index + 1),
                .incident(.noted(id: "inc-1", text: "line \(index + 1)", by: nil))
            )
        }
        return FakeController { command in
            guard case .journal(let after, let limit) = command else { return OperatorAnswer(.usage, "unexpected") }
            return OperatorAnswer(
                .done,
                "",
                body: .journal(Array(records.filter { $0.position > after }.prefix(limit)))
            )
        }
    }

    @Test(arguments: [0, 1, 2, 3, 7, 8, 9, 100, 1000] as [UInt64])
    func tailFindsTheEnd(of count: UInt64) async throws {
        let controller = Self.controller(records: count)
        let run = try await (try Bench([controller])).runAsOperator(["journal", "tail", "-n", "3"])
        let wanted = (max(1, Int64(count) - 2)..<(Int64(count) + 1)).map { "line \($0)" }
        #expect(run.output.split(separator: "\n").map { $0.split(separator: ": ").last.map(String.init) } == wanted)
        #expect(controller.asked.count < 25)
    }

    @Test func whoeverFollowsTheJournalOutwaitsALostQuorum() async throws {
        let record = Samples.record(1, .incident(.noted(id: "inc-1", text: "after the trouble", by: nil)))
        let asked = SharedCount()
        let controller = FakeController { command throws(PortError) in
            guard case .journal(let after, _) = command else { return OperatorAnswer(.usage, "unexpected") }
            switch asked.take() {
            // Far longer than any election.
            case 0..<1000: return OperatorAnswer(.noQuorumOrLeader, "etcd has no quorum")
            case 1000...1001: return OperatorAnswer(.done, "", body: .journal(after < 1 ? [record] : []))
            case _: throw PortError(.rejected, "the test is over")
            }
        }
        let run = try await (try Bench([controller])).runAsOperator(["journal", "tail", "--follow"])
        #expect(run.output.contains("after the trouble"))
        let lines = run.error.split(separator: "\n")
        #expect(lines.first == "warning: etcd has no quorum; trying again")
        #expect(lines.count == 3 && lines[1].contains("there is an answer again; going on"), "\(run.error)")
    }

    /// A journal that is damaged after a number of records.
    struct Damaged: StoppedJournal {
        func verify(_ progress: (JournalPosition) throws(PortError) -> Void) throws(PortError) -> JournalCheck {
            for position in 1...16 { try progress(JournalPosition(UInt64(position))) }
            return JournalCheck(lastGood: 16, damage: "record 17 is damaged: its hash does not follow")
        }

        func export(to path: String) throws(PortError) -> JournalCheck {
            JournalCheck(lastGood: 16, damage: "record 17")
        }

        func seed(from path: String, of controller: ControllerID) throws(PortError) -> JournalPosition {
            throw PortError(.unavailable, "there is no journal")
        }

        func verifyContinuation(inEtcdOf configuration: String) async throws(PortError) -> JournalPosition {
            throw PortError(.unavailable, "there is no journal")
        }
    }

    @Test func damageFailsWithTheLastGoodPositionAndTheWayToRepairIt() async throws {
        let run = await (try Bench(journal: Damaged())).run(["journal", "verify", "--data-dir", "/d"])
        #expect(run.code == 1)
        for part in ["record 17 is damaged", "good up to record 16", "holdfast journal export --data-dir /d"] {
            #expect(run.error.contains(part), "\(run.error)")
        }
    }

    @Test func aRunningControllerIsARefusalInOneLine() async throws {
        let run = await (try Bench()).run(["journal", "verify"])
        #expect(run.code == 1)
        #expect(run.error == "error: there is no journal\n")
    }
}
