/// The control plane goes on from a backup (DESIGN 3.1, rule 8).
///
/// What was journalled after the backup is lost, but not what it led to: agents, fences and name servers remember numbers that
/// the backup does not know, and refuse lower ones. So whatever the outside compares begins anew above ``floor``. Each
/// application is held under a new epoch until a person has said where it is active.
package struct Restoration: Hashable, Codable, Sendable {
    /// Who restored it: one person, or two where there was no quorum for good (DESIGN 3.5).
    package var by: [OperatorName]
    package var reason: String
    /// No number that was given out before the restore is higher.
    package var floor: UInt64
    /// Who has a say from now on.
    package var controllers: ControllerSetDescription

    /// - Parameters:
    ///   - names: who restores it.
    ///   - reason: why.
    ///   - floor: a number that none which was given out before exceeds.
    ///   - controllers: who has a say from now on.
    package init(by names: [OperatorName], reason: String, floor: UInt64, controllers: [ControllerID]) {
        by = names
        self.reason = reason
        self.floor = floor
        let members = Set(controllers).sorted()
        self.controllers = ControllerSetDescription(version: ControllerSetVersion(floor), members: members)
    }

    /// The epoch under which every application is held: nobody is granted anything for it.
    package var heldEpoch: Epoch { Epoch(floor) }

    /// The floor for a restore at this time: the seconds since 1970. Terms, epochs, processes, proposals and executions grow by
    /// less than one a second, each time from a floor of its own, so that none of an earlier life reaches it.
    package static func floor(at time: Timestamp) -> UInt64 { UInt64(max(1, time.milliseconds / 1000)) }
}
