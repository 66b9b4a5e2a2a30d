import Domain
import Foundation
import Ports
import PostgreSQL
import Synchronization

/// The files of a server that is to become a standby, and a directory beside them for what must not be lost of them.
struct ServerFiles: Sendable {
    /// What an earlier run has left to do.
    enum Condition {
        /// There is no data.
        case missing
        /// They were being rewound, and are neither the one nor the other.
        case halfDone
        case whole(ControlData)
    }

    private let definition: RejoinDefinition
    private let programs: OwnerPrograms
    private let tell: @Sendable (String) -> Void

    init(_ definition: RejoinDefinition, tell: @escaping @Sendable (String) -> Void) {
        self.definition = definition
        self.tell = tell
        programs = OwnerPrograms(user: definition.user)
    }

    /// Takes what is to be done with the files for this process alone.
    ///
    /// - Throws: ``PortError/Code/unavailable`` when somebody else is at it.
    func lock() async throws(PortError) -> FileLock {
        try await programs.run(["mkdir", "-p", aside])
        guard let lock = try FileLock.take("\(aside)/lock", .exclusive) else {
            throw PortError(.unavailable, "another process is already at it")
        }
        return lock
    }

    var condition: Condition {
        get async throws(PortError) {
            guard try exists("\(data)/global/pg_control") else {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: data)) ?? []
                guard try !exists(data) || names.isEmpty else {
                    throw PortError(.rejected, "\(data) holds something else than a server's data")
                }
                return .missing
            }
            guard try !exists(mark) else { return .halfDone }
            return .whole(try await control())
        }
    }

    private func control() async throws(PortError) -> ControlData {
        let lines = Mutex<[String]>([])
        try await programs.run([program("pg_controldata"), "-D", data]) { line in
            lines.withLock { if $0.count < Self.mostLines { $0.append(line) } }
        }
        guard let control = ControlData(lines.withLock { $0 }) else {
            throw PortError(.rejected, "pg_controldata says nothing that can be understood of \(data)")
        }
        return control
    }

    // MARK: The server

    /// Ends the server, if it runs.
    func stop() async throws(PortError) {
        guard try await isRunning() else { return }
        tell("stopping the server")
        try await order(definition.stop, "stop")
        guard try await !isRunning() else { throw PortError(.rejected, "stop: the server still runs after it") }
    }

    func start() async throws(PortError) {
        guard try await !isRunning() else { return }
        tell("starting the server")
        try await order(definition.start, "start")
    }

    /// Only what says so is taken for ended (PostgreSQL 15, `pg_ctl status`).
    private func isRunning() async throws(PortError) -> Bool {
        let (end, lastWords) = await programs.end(of: [program("pg_ctl"), "-D", data, "status"])
        switch end {
        case .exited(0): return true
        // It does not run; there is no data.
        case .exited(3), .exited(4): return false
        case .exited, .signalled, .timedOut, .stopped, .notStarted, .leftBehind:
            throw PortError(.rejected, "pg_ctl status: \(end.summary): \(lastWords)")
        }
    }

    private func order(_ arguments: [String], _ name: String) async throws(PortError) {
        let (end, lastWords) = await Command(arguments).run(within: Self.patience, tell: { _ in })
        guard end != .exited(0) else { return }
        throw PortError(.rejected, "\(name): \(end.summary)\(lastWords.isEmpty ? "" : ": \(lastWords)")")
    }

    // MARK: What must not be lost

    /// Puts the configuration aside that is among the data: whatever makes them anew brings the other server's.
    func saveConfiguration() async throws(PortError) {
        guard try !exists(configuration) else { return }
        try await programs.run(["rm", "-rf", "\(configuration).new"])
        try await programs.run(["mkdir", "\(configuration).new"])
        try await copyConfiguration(from: data, to: "\(configuration).new")
        try await programs.run(["mv", "-T", "\(configuration).new", configuration])
    }

    /// Puts it back.
    func restoreConfiguration() async throws(PortError) {
        guard try exists(configuration) else { return }
        try await copyConfiguration(from: configuration, to: data)
        try await programs.run(["rm", "-rf", configuration])
    }

    private func copyConfiguration(from place: String, to other: String) async throws(PortError) {
        for name in Self.configurationFiles where try exists("\(place)/\(name)") {
            try await programs.run(["cp", "-a", "\(place)/\(name)", "\(other)/"])
        }
    }

    /// What the server committed by itself after the fork; `nil` where its log of then is gone.
    func loneCommits(after fork: LogPosition, _ control: ControlData) async throws(PortError) -> LoneCommits? {
        guard try exists("\(data)/pg_wal/\(control.segment(of: fork))") else { return nil }
        let commits = Mutex(LoneCommits())
        let arguments = [
            program("pg_waldump"), "--path=\(data)/pg_wal", "--timeline=\(control.timeline)", "--start=\(fork)",
            "--rmgr=Transaction", "--rmgr=LogicalMessage",
        ]
        // It fails at the end of the log, which no record follows.
        _ = await programs.end(of: arguments) { line in commits.withLock { $0.take(line) } }
        return commits.withLock { $0 }
    }

    /// Copies the log from the fork on to where nothing touches it.
    ///
    /// - Returns: the directory.
    func keepLog(after fork: LogPosition, _ control: ControlData) async throws(PortError) -> String {
        // An earlier run may have kept less: the server may have gone on since.
        let place = try freePlace("diverged-\(control.timeline)-\(fork.description.replacing("/", with: "."))")
        let first = control.segment(of: fork)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(data)/pg_wal")) ?? []
        let segments = names.sorted().filter { $0.prefix(8) == first.prefix(8) && $0.prefix(24) >= first }
        guard !segments.isEmpty else {
            throw PortError(.rejected, "\(data)/pg_wal cannot be kept: nothing is seen in it")
        }
        try await programs.run(["rm", "-rf", "\(place).new"])
        try await programs.run(["mkdir", "\(place).new"])
        for name in segments {
            try await programs.run(["cp", "-a", "\(data)/pg_wal/\(name)", "\(place).new/"])
            try await programs.run(["sync", "\(place).new/\(name)"])
        }
        try await programs.run(["mv", "-T", "\(place).new", place])
        return place
    }

    // MARK: Making them anew

    /// Takes back what the source does not have, and brings what has changed there (`pg_rewind`).
    ///
    /// - Throws: what the program says where it cannot; the files are then of no use.
    func rewind(to source: ConnectionString) async throws(PortError) {
        try await programs.run(["touch", mark])
        try await programs.run(["sync", mark, aside])
        let file = definition.configuration.map { ["--config-file=\($0)"] } ?? []
        let arguments = [
            program("pg_rewind"), "--target-pgdata=\(data)", "--source-server=\(source.withoutPassword)",
            "--write-recovery-conf", "--progress",
        ]
        try await programs.run(arguments + file, environment: source.environment, tell: tell)
        try await programs.run(["rm", mark])
    }

    /// Brings all of the source's data (`pg_basebackup`), and puts aside what was here.
    ///
    /// - Parameters:
    ///   - source: the server that takes writes.
    ///   - confirm: throws where what was here may not be replaced any more.
    /// - Throws: what the program says where it cannot; what was here is then as it was.
    func copy(from source: ConnectionString, confirm: () throws(PortError) -> Void) async throws(PortError) {
        let copy = "\(aside)/copy"
        try await programs.run(["rm", "-rf", copy])
        let arguments = [
            program("pg_basebackup"), "--pgdata=\(copy)", "--dbname=\(source.withoutPassword)", "--write-recovery-conf",
            "--wal-method=stream", "--checkpoint=fast", "--progress",
        ]
        try await programs.run(arguments, environment: source.environment, tell: tell)
        try confirm()
        if try exists(data) {
            let place = try freePlace("before")
            try await programs.run(["mv", "-T", data, place])
            tell("what was here is now in \(place): remove it when nobody needs it")
        }
        try await programs.run(["mv", "-T", copy, data])
        try await programs.run(["rm", "-f", mark])
    }

    /// The first place of that name, with a number, where nothing is yet.
    private func freePlace(_ name: String) throws(PortError) -> String {
        var number = 1
        while try exists("\(aside)/\(name)-\(number)") { number += 1 }
        return "\(aside)/\(name)-\(number)"
    }

    // MARK: Places

    private var data: String { definition.data }
    /// On the same file system, so that all of it can be moved there at once.
    private var aside: String { "\(data).rejoin" }
    private var configuration: String { "\(aside)/configuration" }
    /// There while the files are being rewound.
    private var mark: String { "\(aside)/rewinding" }

    private func program(_ name: String) -> String { "\(definition.programs)/\(name)" }

    /// Nothing is taken for missing that only cannot be seen.
    private func exists(_ path: String) throws(PortError) -> Bool {
        guard access(path, F_OK) != 0 else { return true }
        guard errno == ENOENT || errno == ENOTDIR else {
            throw PortError(.rejected, "\(path) cannot be looked at: \(errorText(errno))")
        }
        return false
    }

    private static let configurationFiles = ["postgresql.conf", "pg_hba.conf", "pg_ident.conf"]
    /// How long the server may take to end or to start.
    private static let patience = Duration.seconds(600)
    private static let mostLines = 200
}

extension ConnectionString {
    fileprivate var environment: [String: String] { password.map { ["PGPASSWORD": $0] } ?? [:] }
}
