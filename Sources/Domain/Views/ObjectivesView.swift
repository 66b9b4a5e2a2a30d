/// What the loss of one application's active region would cost now, beside what its plan allows.
package struct ObjectivesView: Hashable, Codable, Sendable {
    /// A region that the application could go on in.
    package struct Target: Hashable, Codable, Sendable {
        package var region: RegionID
        /// What would be lost if the active region died now; `nil` where that is not known.
        package var loss: LossEstimate?

        package init(region: RegionID, loss: LossEstimate?) {
            self.region = region
            self.loss = loss
        }
    }

    /// A runbook that has moved it, and how long that took from the new epoch on.
    package struct Move: Hashable, Codable, Sendable {
        package var execution: ExecutionID
        package var took: Duration

        package init(execution: ExecutionID, took: Duration) {
            self.execution = execution
            self.took = took
        }
    }

    package var application: ApplicationID
    package var active: RegionID
    package var objectives: Objectives
    /// Whether anything measures what would be lost.
    package var isLossMeasured: Bool
    package var targets: [Target]
    /// From the loss of the region to the end of the runbook, at the most; `nil` where nothing bounds it.
    package var recovery: Duration?
    /// Whether people are asked in between, whose time nothing bounds.
    package var waitsForPeople: Bool
    /// The last ones, the newest first.
    package var moves: [Move]

    package init(
        application: ApplicationID,
        active: RegionID,
        objectives: Objectives,
        isLossMeasured: Bool,
        targets: [Target],
        recovery: Duration?,
        waitsForPeople: Bool,
        moves: [Move]
    ) {
        self.application = application
        self.active = active
        self.objectives = objectives
        self.isLossMeasured = isLossMeasured
        self.targets = targets
        self.recovery = recovery
        self.waitsForPeople = waitsForPeople
        self.moves = moves
    }
}
