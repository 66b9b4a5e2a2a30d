import Domain
import Foundation
import Ports
import Synchronization

/// Asks the controllers on behalf of the operator: whichever answers, and the leader for what only it may do.
final class Cluster: Sendable {
    private let links: [any OperatorLink]
    private let surroundings: Surroundings
    private let reach: Reach
    /// The one that has answered last is asked first.
    private let preferred = Mutex<(any OperatorLink)?>(nil)

    /// Makes the way to an address that a controller has told.
    typealias Reach = @Sendable (_ address: String) -> (any OperatorLink)?

    init(_ links: [any OperatorLink], in surroundings: Surroundings, reach: @escaping Reach) {
        self.links = links
        self.surroundings = surroundings
        self.reach = reach
    }

    /// Asks, and shows after two seconds that it waits.
    ///
    /// - Returns: what a controller has answered, whatever the outcome.
    /// - Throws: when no controller could be asked, or it is not known what became of an order.
    func answer(to command: OperatorCommand) async throws(CommandFailure) -> OperatorAnswer {
        let result = await withTaskGroup(of: Result<OperatorAnswer, CommandFailure>?.self) { group in
            group.addTask { await self.ask(command) }
            group.addTask {
                await self.showThatItWaits()
                return nil
            }
            while let finished = await group.next() {
                guard let finished else { continue }
                group.cancelAll()
                return finished
            }
            return .failure(.interrupted)
        }
        return try result.get()
    }

    /// Asks, and takes nothing but success.
    func ask(_ command: OperatorCommand) async throws(CommandFailure) -> OperatorAnswer {
        let answer = try await answer(to: command)
        guard answer.outcome == .done else {
            let missing = answer.outcome == .usage ? command.missing : nil
            throw CommandFailure(answer.outcome, missing ?? answer.message, view: answer.body)
        }
        return answer
    }

    private func ask(_ command: OperatorCommand) async -> Result<OperatorAnswer, CommandFailure> {
        var route = OperatorRoute(links, first: preferred.withLock { $0 })
        var reasons: [String] = []
        var withoutLeader: [OperatorAnswer] = []
        while let link = route.next() {
            do throws(PortError) {
                let body = try Self.body(of: command)
                let answer = try read(try await link.ask(body, patience: patience(for: command, route)), from: link)
                if answer.outcome == .noQuorumOrLeader {
                    withoutLeader.append(answer)
                    if let leader = answer.leader { route.turn(to: leader, reach) }
                    if command.isQuestion { route.add(answer.otherAddresses, reach) }
                    continue
                }
                preferred.withLock { $0 = link }
                return .success(answer)
            } catch {
                // A question changes nothing, so another controller may be asked whatever became of it.
                guard error.code == .unavailable || command.isQuestion && error.code == .outcomeUnknown else {
                    return .failure(CommandFailure(error))
                }
                reasons.append(error.message)
            }
        }
        guard var answer = withoutLeader.first(where: { $0.body != nil }) ?? withoutLeader.last else {
            let advice = "is a controller running there, and does --controller name it?"
            return .failure(CommandFailure(.noQuorumOrLeader, "\(reasons.joined(separator: "; ")); \(advice)"))
        }
        answer.message = ([answer.message] + reasons).joined(separator: "; ")
        return .success(answer)
    }

    /// One that is frozen keeps no question waiting while there are others to ask. Orders wait: they are not repeated elsewhere.
    private func patience(for command: OperatorCommand, _ route: OperatorRoute) -> Duration {
        command.isQuestion && !route.isOver ? Self.shortPatience : Self.longPatience
    }

    private func showThatItWaits() async {
        guard surroundings.terminal.isErrorInteractive, (try? await surroundings.wait(Self.patience)) != nil else {
            return
        }
        surroundings.terminal.writeError("waiting for \(links.map(\.address).joined(separator: ", ")) …\n")
    }

    private func read(_ body: [UInt8], from link: any OperatorLink) throws(PortError) -> OperatorAnswer {
        do {
            return try JSONDecoder().decode(OperatorAnswer.self, from: Data(body))
        } catch {
            throw PortError(
                .outcomeUnknown,
                "\(link.address) gives an answer that this version cannot read (\(error)): use the CLI of its version"
            )
        }
    }

    private static func body(of command: OperatorCommand) throws(PortError) -> [UInt8] {
        do {
            return [UInt8](try JSONEncoder().encode(command))
        } catch {
            throw PortError(.rejected, "the request cannot be written as JSON: \(error)")
        }
    }

    /// Long enough for a controller that asks each of three members of its store, which may be silent, before it answers.
    private static let shortPatience = Duration.seconds(8)
    /// An order may wait for a commit in a store that has just changed its leader.
    private static let longPatience = Duration.seconds(60)

    /// People wonder after this long.
    private static let patience = Duration.seconds(2)
}

extension OperatorAnswer {
    /// Where the controllers are that a status names.
    fileprivate var otherAddresses: [String] {
        guard case .status(let view) = body else { return [] }
        return view.controllers.compactMap(\.place?.address)
    }
}
