import Domain
import Ports

/// The journal of a controller that does not run, read where it lies.
package protocol StoppedJournal: Sendable {
    /// Checks every record, and tells the position of each good one; what `progress` throws ends the check.
    func verify(_ progress: (JournalPosition) throws(PortError) -> Void) throws(PortError) -> JournalCheck

    /// Writes what is good to a new file, one record a line.
    func export(to path: String) throws(PortError) -> JournalCheck

    /// Adds what another controller's was exported to, and makes a copy of etcd's journal where there is none.
    ///
    /// - Returns: how far it goes now.
    func seed(from path: String, of controller: ControllerID) throws(PortError) -> JournalPosition

    /// Checks that the journal in the etcd which controller.yaml names goes on where this one ends.
    ///
    /// - Returns: the last record in etcd.
    func verifyContinuation(inEtcdOf configuration: String) async throws(PortError) -> JournalPosition
}

/// What a check of a journal found.
package struct JournalCheck: Hashable, Codable, Sendable {
    /// Every record up to here is what was written.
    package var lastGood: JournalPosition
    /// What is wrong after it; `nil` if the whole journal is good.
    package var damage: String?

    package init(lastGood: JournalPosition, damage: String?) {
        self.lastGood = lastGood
        self.damage = damage
    }
}
