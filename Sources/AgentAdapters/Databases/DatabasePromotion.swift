import Domain
import Ports
import PostgreSQL

/// Makes the standby of this host that a name stands for a server that takes writes, and prints what comes of it as hooks do.
package struct DatabasePromotion {
    private let promotion: Promotion
    private let order: PromotionOrder
    private let print: @Sendable (String) -> Void

    /// - Parameters:
    ///   - database: the database.
    ///   - origin: on whose behalf; `nil` where a person does it by hand.
    ///   - directories: where the agent keeps what it must remember.
    ///   - environment: the variables of the agent.
    ///   - print: prints a line.
    /// - Throws: ``PortError/Code/rejected`` when its connection string is not to be had.
    package init(
        of database: DatabaseDefinition,
        for origin: HookOrigin?,
        noting directories: AgentDirectories,
        environment: [String: String],
        print: @escaping @Sendable (String) -> Void
    ) throws(PortError) {
        switch database.connectionString(in: environment) {
        case .failure(let missing): throw PortError(.rejected, "database \(database.name): \(missing.reason)")
        case .success(let place):
            let order = PromotionOrder(database.name, for: origin, in: directories)
            promotion = Promotion(of: place, note: order.note, tell: print)
            self.order = order
            self.print = print
        }
    }

    /// - Throws: ``PortError/Code/rejected``, with the reason why the server is not one that takes writes, and will not be.
    package func run() throws(PortError) {
        do throws(PostgresFailure) { tell(try promotion.run(wasOrdered: order.wasGiven)) } catch {
            throw PortError(.rejected, error.message)
        }
    }

    /// Whether it is done; `nil` where nobody can tell. What nobody has ordered is not done, but for whoever asks by hand.
    package func isDone() -> Bool? {
        do throws(PostgresFailure) {
            guard order.wasGiven || order.isByHand, let outcome = try promotion.outcome() else { return false }
            tell(outcome)
            return true
        } catch {
            print(error.message)
            return nil
        }
    }

    private func tell(_ outcome: Promotion.Outcome) {
        if let received = outcome.received { print("::output received=\(received)") }
        if let timeline = outcome.timeline { print("::output timeline=\(timeline)") }
        print("::output lsn=\(outcome.position)")
        let place = outcome.timeline.map { " on timeline \($0)" } ?? ""
        print("takes writes\(place), log at \(outcome.position)")
    }
}

/// On whose behalf a database was last ordered to be promoted, as the agent's disk remembers it.
private struct PromotionOrder: Sendable {
    private let path: String
    private let origin: HookOrigin?
    private let directories: AgentDirectories

    init(_ database: DatabaseName, for origin: HookOrigin?, in directories: AgentDirectories) {
        path = "\(directories.state)/promoted-\(database)"
        self.origin = origin
        self.directories = directories
    }

    var isByHand: Bool { origin == nil }

    var wasGiven: Bool { origin.map { TextFile.read(path)?.trimmed == $0.execution.rawValue } ?? false }

    /// Whoever waited for long may have been overtaken: no order is carried out under an epoch that is over (DESIGN S3).
    func note() throws(PostgresFailure) {
        guard let origin else { return }
        do throws(PortError) {
            let newest = try HighestSeenFile.epoch(of: origin.application, in: directories)
            guard newest <= origin.epoch else {
                throw PortError(.rejected, "epoch \(newest) has begun, and the order is of epoch \(origin.epoch)")
            }
            try DurableFile.replace(path, with: Array(origin.execution.rawValue.utf8))
        } catch {
            throw PostgresFailure(.unfit, "it is not promoted: \(error.message)")
        }
    }
}
