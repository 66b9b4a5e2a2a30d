import Domain
import Glibc
import Ports
import PostgreSQL
import SystemClock

/// Makes the server of this host that a name stands for a standby of the one that has taken its place, and prints what comes of
/// it as hooks do. What it wrote alone is kept beside its data.
///
/// It can be ended at any moment and begun anew.
package struct DatabaseRejoin {
    /// How the server came by the other's past.
    private enum Method: String {
        /// It had it.
        case none
        case rewind
        case copy
    }

    private let place: String
    private let source: ConnectionString
    private let sourcePlace: String
    let definition: RejoinDefinition
    private let files: ServerFiles
    private let origin: HookOrigin?
    private let directories: AgentDirectories
    private let print: @Sendable (String) -> Void

    /// - Parameters:
    ///   - database: the database.
    ///   - origin: on whose behalf; `nil` where a person does it by hand.
    ///   - directories: where the agent keeps what it must remember.
    ///   - environment: the variables of the agent.
    ///   - print: prints a line.
    /// - Throws: ``PortError/Code/rejected`` when the agent's file does not say how, or a connection string is not to be had.
    package init(
        of database: DatabaseDefinition,
        for origin: HookOrigin?,
        knowing directories: AgentDirectories,
        environment: [String: String],
        print: @escaping @Sendable (String) -> Void
    ) throws(PortError) {
        guard let definition = database.rejoining else {
            throw PortError(.rejected, "databases.\(database.name) has no rejoin: it does not say how; see the README")
        }
        self.definition = definition
        self.origin = origin
        self.directories = directories
        self.print = print
        files = ServerFiles(definition, tell: print)
        do throws(MissingConnectionString) {
            place = try database.connectionString(in: environment).get()
            sourcePlace = try definition.source.connectionString(in: environment).get()
        } catch {
            throw PortError(.rejected, "database \(database.name): \(error.reason)")
        }
        do throws(PostgresFailure) { source = try ConnectionString(sourcePlace) } catch {
            throw PortError(.rejected, "databases.\(database.name).rejoin.source: \(error.message)")
        }
    }

    /// - Throws: why it is no standby of the other, and will not be.
    package func run() async throws(PortError) {
        let leader = try await settledSource()
        if isFollowing(leader) {
            print("it follows the source already")
            return
        }
        try requireInactive()
        let lock = try await files.lock()
        defer { lock.release() }
        let method = try await remake(after: leader)
        try await files.restoreConfiguration()
        try await files.start()
        try await untilFollowing(leader)
        print("::output method=\(method.rawValue)")
        print("::output timeline=\(leader.timeline)")
        print("follows the source on timeline \(leader.timeline)")
    }

    /// Whether it is done; `nil` where nobody can tell.
    package func isDone() -> Bool? {
        do throws(PostgresFailure) {
            let leader = try ReplicationSource(at: sourcePlace, within: Self.patience)
            guard isFollowing(leader) else { return false }
            print("follows the source on timeline \(leader.timeline)")
            return true
        } catch {
            print("the source: \(error.message)")
            return nil
        }
    }

    // MARK: Steps

    private func remake(after leader: ReplicationSource) async throws(PortError) -> Method {
        switch try await files.condition {
        case .missing: return try await copy()
        case .halfDone:
            try await files.stop()
            return try await copy()
        case .whole(let control):
            try require(control, toFollow: leader)
            try await files.stop()
            try await files.saveConfiguration()
            guard control.timeline < leader.timeline else { return .none }
            try await keepWhatIsOnlyHere(control, leader)
            try requireInactive()
            do throws(PortError) {
                try await files.rewind(to: source)
                return .rewind
            } catch {
                print("\(error.message): all of it is copied instead")
                return try await copy()
            }
        }
    }

    private func copy() async throws(PortError) -> Method {
        try await files.copy(from: source, confirm: requireInactive)
        return .copy
    }

    private func keepWhatIsOnlyHere(_ control: ControlData, _ leader: ReplicationSource) async throws(PortError) {
        let fork: LogPosition?
        do throws(PostgresFailure) {
            fork = try leader.history(within: Self.patience).end(of: control.timeline)
        } catch {
            throw PortError(.rejected, "the source: \(error.message)")
        }
        guard let fork else {
            let timeline = control.timeline
            throw PortError(
                .rejected,
                "the source has not come along this server's timeline \(timeline): copy it by hand"
            )
        }
        print("::output fork=\(fork)")
        guard let commits = try await files.loneCommits(after: fork, control) else {
            print("its log after \(fork) is gone: nobody can tell what was committed only here")
            return
        }
        print("::output lone_commits=\(commits.count)")
        guard let last = commits.last else {
            print("nothing was committed here after the source left timeline \(control.timeline) at \(fork)")
            return
        }
        print("\(commits.count) transactions were committed only here, after \(fork); the last one at \(last)")
        let kept = try await files.keepLog(after: fork, control)
        print("::output kept=\(kept)")
        print("their log is kept in \(kept); pg_waldump reads it")
    }

    private func untilFollowing(_ leader: ReplicationSource) async throws(PortError) {
        var pace = Pace()
        while !isFollowing(leader) {
            if pace.isDue { print("waiting for it to follow the source: \(progress)") }
            await pause()
        }
    }

    private var progress: String {
        do throws(PostgresFailure) {
            guard case .standby(let standby) = try look() else { return "it takes writes; was another one started?" }
            guard let received = standby.received, let replayed = standby.replayed else {
                return "it has received nothing yet"
            }
            return "received up to \(received), \(replayed.gap(to: received)) bytes of it not applied yet"
        } catch {
            return error.message
        }
    }

    // MARK: Conditions

    /// Whoever may write under the lease is not replaced, nor is anybody under an epoch that is over (DESIGN S1, S3).
    private func requireInactive() throws(PortError) {
        let application = definition.application
        let lease = try LeaseRecord.read(directories.leaseFile(application))
        if let lease, lease.end > SystemTime().instant {
            let message = "this host holds the write lease of \(application): its data is what others follow"
            throw PortError(.rejected, message)
        }
        guard let origin else { return }
        let newest = try HighestSeenFile.epoch(of: origin.application, in: directories)
        guard newest <= origin.epoch else {
            throw PortError(.rejected, "epoch \(newest) has begun, and the order is of epoch \(origin.epoch)")
        }
    }

    /// The server that was promoted last is on the latest timeline.
    private func require(_ control: ControlData, toFollow leader: ReplicationSource) throws(PortError) {
        let (own, other) = (control.timeline, leader.timeline)
        let reason: String? =
            if control.system != leader.system {
                "the source is a server of another cluster (\(leader.system), and here \(control.system))"
            } else if own > other {
                "this server is on timeline \(own), and the source on \(other): this is the newer one"
            } else if own == other, !control.isStandby {
                "both take writes on timeline \(own): the source was not promoted in this server's place"
            } else {
                nil
            }
        if let reason { throw PortError(.rejected, reason) }
    }

    // MARK: Looking

    private func look() throws(PostgresFailure) -> ReplicationState {
        try ReplicationState(of: place, within: Self.patience)
    }

    private func isFollowing(_ leader: ReplicationSource) -> Bool {
        guard case .standby(let standby)? = try? look() else { return false }
        // The source may have been replaced in turn.
        guard let receiver = standby.receiver, receiver.status == "streaming" else { return false }
        return receiver.timeline.map { $0 >= leader.timeline } ?? false
    }

    /// The server that takes writes, when its files say where it is.
    private func settledSource() async throws(PortError) -> ReplicationSource {
        var pace = Pace()
        while true {
            var news =
                "waiting for the source's first checkpoint since its promotion; with pg_checkpoint it can be asked for"
            do throws(PostgresFailure) {
                let leader = try ReplicationSource(at: sourcePlace, within: Self.patience)
                if try leader.settle(within: Self.longestCheckpoint) { return leader }
            } catch {
                guard error.mayPass else { throw PortError(.rejected, "the source: \(error.message)") }
                news = "waiting for the source: \(error.message)"
            }
            if pace.isDue { print(news) }
            await pause()
        }
    }

    private func pause() async { try? await Task.sleep(for: .milliseconds(200)) }

    private static let patience = Duration.seconds(10)
    private static let longestCheckpoint = Duration.seconds(600)
}

/// Lets something be told every few seconds.
private struct Pace {
    private var last: ContinuousClock.Instant?

    var isDue: Bool {
        mutating get {
            guard last.map({ .now - $0 >= .seconds(2) }) ?? true else { return false }
            last = .now
            return true
        }
    }
}
