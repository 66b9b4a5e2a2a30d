import Domain
import Ports

/// Backups as files, and the places that they are put back into.
package protocol Backups: Sendable {
    /// Begins a backup. The file gets its name when it is whole.
    func create(_ path: String, cluster: String, _ head: BackupHead) throws(PortError) -> any BackupSink

    /// Checks a whole backup.
    func verify(_ path: String) throws(PortError) -> BackupCheck

    /// - Throws: `conditionFailed` while controllers run, or where something is there already.
    func restore(_ order: RestoreOrder) async throws(PortError) -> RestoreReport

    /// Lets a controller that is left go on from its own journal.
    ///
    /// - Throws: `conditionFailed` where there is a quorum, or the certificates are not of two operators.
    func breakGlass(_ order: BreakGlassOrder) async throws(PortError) -> RestoreReport
}

/// A backup that is being written.
package protocol BackupSink {
    /// The last record that was added.
    var position: JournalPosition { get }
    /// Whether nothing is missing any more.
    var isComplete: Bool { get }

    mutating func add(_ records: [String]) throws(PortError)
    /// Seals it.
    func finish() throws(PortError)
    /// Takes away what was not finished.
    func discard()
}

/// What a backup holds.
package struct BackupCheck: Hashable, Codable, Sendable {
    package var cluster: String
    package var head: BackupHead

    package init(cluster: String, head: BackupHead) {
        self.cluster = cluster
        self.head = head
    }

    func lines(of file: String, _ times: TimeText) -> [StyledText] {
        let controllers = head.controllers.summary
        return [
            StyledText("\(file) is good: \(cluster) up to record \(head.position), \(times.both(head.at))", .good),
            StyledText("controllers: \(controllers); taken from \(head.controller)"),
        ]
    }
}

/// How a controller's place is filled from a backup.
package struct RestoreOrder: Hashable, Sendable {
    package var file: String
    /// controller.yaml.
    package var configuration: String
    /// Who has a say from now on; empty for those of the backup.
    package var controllers: [ControllerID]
    package var replaces: Bool
    package var by: [OperatorName]
    package var reason: String
    package var at: Timestamp

    package init(
        file: String,
        configuration: String,
        controllers: [ControllerID],
        replaces: Bool,
        by names: [OperatorName],
        reason: String,
        at time: Timestamp
    ) {
        self.file = file
        self.configuration = configuration
        self.controllers = controllers
        self.replaces = replaces
        by = names
        self.reason = reason
        at = time
    }
}

/// How two operators go on without a quorum (DESIGN 3.5).
package struct BreakGlassOrder: Hashable, Sendable {
    /// controller.yaml.
    package var configuration: String
    package var operators: [OperatorFiles]
    package var reason: String
    package var at: Timestamp
}

/// What an operator proves with who they are.
package struct OperatorFiles: Hashable, Sendable {
    package var certificate: String
    package var key: String
}

/// What a restore has done.
package struct RestoreReport: Hashable, Codable, Sendable {
    /// The data directory, and etcd where it was written.
    package var place: String
    package var controller: ControllerID
    package var controllers: [ControllerID]
    /// The record of the restore.
    package var position: JournalPosition
    /// Where the database went that was there.
    package var aside: String?
    /// All of them are held.
    package var applications: [ApplicationID]

    package init(
        place: String,
        controller: ControllerID,
        controllers: [ControllerID],
        position: JournalPosition,
        aside: String?,
        applications: [ApplicationID]
    ) {
        self.place = place
        self.controller = controller
        self.controllers = controllers
        self.position = position
        self.aside = aside
        self.applications = applications
    }
}
