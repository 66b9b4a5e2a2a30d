import Domain

// After a restore everything that has a number goes on above what the outside may remember (DESIGN 3.1, rule 8).
extension ClusterState {
    mutating func begin(after restoration: Restoration, at time: Timestamp) {
        self.restoration = restoration
        controllerSet = restoration.controllers
        // Nobody must answer one question and mean another that had its name.
        questions = [:]
        questionCount = Int(restoration.floor)
        for id in applications.keys { applications[id]?.hold(by: restoration, at: time) }
    }

    mutating func begin(_ application: ApplicationID, _ assignment: Assignment) {
        let before = ProposalNumber.before(assignment.epoch)
        applications[application]?.assignment = assignment
        applications[application]?.lastProposal = before
        applications[application]?.executionCount = Int(before.rawValue)
        if assignment.epoch == restoration?.heldEpoch { applications[application]?.heldEpoch = assignment.epoch }
    }

    /// The first epoch of an application whose plan is applied for the first time. One that the backup does not know and agents
    /// do is held as well.
    func firstEpoch(isKnownToAgents: Bool) -> Epoch {
        guard let restoration else { return 1 }
        return isKnownToAgents ? restoration.heldEpoch : restoration.heldEpoch.next
    }
}

extension ApplicationState {
    fileprivate mutating func hold(by restoration: Restoration, at time: Timestamp) {
        guard assignment.epoch > 0 else { return }
        assignmentOfBackup = assignment
        if !isPlanted(.restoreKeepsOldNumbers) {
            assignment.epoch = restoration.heldEpoch
            lastProposal = ProposalNumber(restoration.floor)
            executionCount = Int(restoration.floor)
        }
        heldEpoch = assignment.epoch
        openProposal = nil
        heldBy = []
        // Nobody knows how long ago the last failover was: the cool-down may just have begun.
        attempts = AutomaticAttempts(last: time)
        attempted = []
        askedToFence = []
        approved = nil
    }
}
