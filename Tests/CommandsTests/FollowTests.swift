import Domain
import Ports
import Synchronization
import Testing
import TestSupport

@testable import Commands

struct FollowTests {
    /// The states of one execution, as they are seen one after the other.
    static var story: [(view: ExecutionView, output: [OutputLine])] {
        var steps = Samples.steps
        for index in steps.indices {
            steps[index].state = .waiting
            (steps[index].attempt, steps[index].took, steps[index].reason, steps[index].question) = (0, nil, nil, nil)
        }
        let start = Samples.execution(steps: steps)
        steps[0].state = .running
        steps[0].attempt = 1
        let promoting = Samples.execution(steps: steps)
        let printed = [OutputLine(step: "promote", attempt: 1, text: "waiting for db-2")]
        let middle = Samples.execution()
        var end = Samples.steps
        end[1].state = .skipped
        end[1].question = nil
        end[2].state = .failed
        end[2].reason = "exit code 3"
        end[0].compensation = .succeeded
        end[0].compensationReason = "db-2 follows again"
        let ended = Samples.execution(.ended, outcome: .compensated, reason: "redeploy failed", steps: end)
        return [(start, []), (promoting, printed), (promoting, []), (middle, []), (ended, [])]
    }

    @Test func eachChangeIsToldOnce() throws {
        var log = FollowLog()
        var text = ""
        for (view, output) in Self.story {
            text += "---\n" + log.take(view, output).map { $0.plain + "\n" }.joined()
            text += "tree:\n" + ExecutionText.lines(view).map { "  \($0.plain)\n" }.joined()
        }
        try golden.check(text, against: "follow.txt")
    }

    /// Answers `.execution` with one view after the other, and stays with the last.
    static func controller(
        _ views: [ExecutionView],
        _ others: @escaping @Sendable (OperatorCommand) -> OperatorAnswer? = { _ in nil }
    ) -> FakeController {
        let next = SharedCount()
        return FakeController { command in
            if let answer = others(command) { return answer }
            guard case .execution(_, let from) = command else { return OperatorAnswer(.usage, "unexpected") }
            let view = views[min(next.take(), views.count - 1)]
            return OperatorAnswer(.done, "", body: .execution(view, output: [], nextOutput: from + 1))
        }
    }

    static let good = Samples.execution(.ended, outcome: .succeeded)

    @Test(arguments: [
        (ExecutionOutcome.succeeded, Int32(0)), (.succeededWithFailures, 0), (.failed, 1), (.compensated, 1),
        (.aborted, 1),
    ])
    func theEndOfTheExecutionIsTheExitCode(outcome: ExecutionOutcome, code: Int32) async throws {
        let end = Samples.execution(.ended, outcome: outcome)
        let controller = Self.controller([Samples.execution(), Samples.execution(), end])
        let bench = try Bench([controller])
        let run = try await bench.runAsOperator(["executions", "follow", "printapp-7"])
        #expect(run.code == code)
        #expect(controller.asked.count == 3)
        #expect(controller.asked.last == .execution("printapp-7", outputFrom: 2))
    }

    @Test func anElectionMeanwhileIsBorne() async throws {
        let looks = SharedCount()
        let controller = FakeController { _ throws(PortError) in
            guard looks.take() > 40 else { throw PortError(.unavailable, "a is away") }
            return OperatorAnswer(.done, "", body: .execution(Self.good, output: [], nextOutput: 0))
        }
        let run = try await (try Bench([controller])).runAsOperator(["executions", "follow", "printapp-7"])
        #expect(run.code == 0)
        // Said once, not forty times.
        #expect(run.error.split(separator: "\n").count == 1)
    }

    @Test func aClusterThatStaysAwayEndsIt() async throws {
        let controller = FakeController { _ throws(PortError) in throw PortError(.unavailable, "a is away") }
        let run = try await (try Bench([controller])).runAsOperator(["executions", "follow", "printapp-7"])
        #expect(run.code == 4)
    }

    @Test func whoIsStoppedSaysThatTheExecutionGoesOn() async throws {
        let bench = try Bench([Self.controller([Samples.execution()])])
        let run = try await withThrowingTaskGroup(of: Bench.Run.self) { [bench] group in
            group.addTask { try await bench.runAsOperator(["executions", "follow", "printapp-7"]) }
            group.cancelAll()
            return try await group.next()
        }
        #expect(run?.code == 1)
        #expect(
            run?.error
                == "error: stopped watching, printapp-7 goes on; look again with: holdfast executions follow printapp-7\n"
        )
    }

    @Test func aMoveIsFollowedThroughTheCommitToTheEndOfItsRunbook() async throws {
        let looks = SharedCount()
        let controller = Self.controller([Samples.execution(), Self.good]) { command in
            guard case .status = command else {
                guard case .move = command else { return nil }
                return OperatorAnswer(.done, "moving printapp to us-west-2", body: .move(Samples.move()))
            }
            let status =
                switch looks.take() {
                case 0, 1: Samples.status([Samples.application(proposal: Samples.proposal)])
                default: Samples.status([Samples.application(epoch: 5)], executions: [Samples.execution()])
                }
            return OperatorAnswer(.done, "", body: .status(status))
        }
        let run = try await (try Bench([controller])).runAsOperator(["failover", "printapp", "--reason", "fire"])
        #expect(run.code == 0, "\(run.error)")
        try golden.check(run.output, against: "failover-follow.txt")
    }

    @Test func aRunbookThatEndedBetweenTwoLooksIsFound() async throws {
        let controller = Self.controller([Samples.execution(.ended, outcome: .failed, reason: "dns failed")]) {
            command in
            switch command {
            case .move: OperatorAnswer(.done, "moving", body: .move(Samples.move()))
            case .status: OperatorAnswer(.done, "", body: .status(Samples.status([Samples.application(epoch: 5)])))
            case .executions: OperatorAnswer(.done, "", body: .executions([Samples.execution()]))
            default: nil
            }
        }
        let run = try await (try Bench([controller])).runAsOperator(["failover", "printapp", "--reason", "fire"])
        #expect(run.code == 1)
        #expect(run.error.contains("dns failed"))
    }

    @Test func aClosedProposalIsARefusalWithItsReason() async throws {
        let closed = JournalEvent.failover(
            .proposalClosed(
                application: "printapp",
                number: 9,
                reason: "no majority voted in time"
            )
        )
        let records = [Samples.record(1, .controllers(.leaderElected(controller: "a"))), Samples.record(2, closed)]
        let controller = FakeController { command in
            switch command {
            case .move: OperatorAnswer(.done, "moving", body: .move(Samples.move()))
            case .status: OperatorAnswer(.done, "", body: .status(Samples.status([Samples.application()])))
            case .journal(let after, let limit):
                OperatorAnswer(.done, "", body: .journal(Array(records.filter { $0.position > after }.prefix(limit))))
            default: OperatorAnswer(.usage, "unexpected")
            }
        }
        let run = try await (try Bench([controller])).runAsOperator(["switchover", "printapp", "--reason", "fire"])
        #expect(run.code == 3)
        #expect(run.error.contains("no majority voted in time"))
    }

    @Test func aMoveCarriesWhatThePersonAccepts() async throws {
        let controller = FakeController { _ in OperatorAnswer(.done, "", body: .move(Samples.move(isDryRun: true))) }
        _ = try await (try Bench([controller])).runAsOperator([
            "failover", "printapp", "--to", "us-west-2", "--reason", "fire", "--accept-loss", "22m",
            "--override", "target-health,readiness", "--dry-run",
        ])
        let order = MoveOrder(
            kind: .failover,
            application: "printapp",
            target: "us-west-2",
            reason: "fire",
            acceptedLoss: .seconds(22 * 60),
            overrides: [.targetHealth, .readiness],
            dryRun: true
        )
        #expect(controller.asked == [.move(order)])
    }
}

/// Counts from 0.
final class SharedCount: Sendable {
    private let count = Mutex(0)

    func take() -> Int {
        count.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}
