import Domain

// The whole control plane is lost, and put back from a backup by people who know where customers write (DESIGN 3.1, rule 8).
extension World {
    func loseControlPlane() {
        controlPlaneLosses += 1
        guard controlPlaneLosses == 1 else { return }
        rememberWhereWritesGo()
        store.outages += 1
        for controller in controllers { controller.stopController() }
    }

    func restoreControlPlane(fromBackup age: Duration) {
        controlPlaneLosses -= 1
        guard controlPlaneLosses == 0 else { return }
        store.outages -= 1
        let now = Timestamp(milliseconds: 1_700_000_000_000) + scheduler.now.sinceBoot
        store.restore(asOf: scheduler.now - age, at: now)
        for controller in controllers { controller.startController() }
        declareUntilItIsTaken()
    }

    /// Nothing can be decided any more: `holdfast break-glass` asks for two operators (DESIGN 3.5), who answer for it that every
    /// other controller is off and stays off. Where one controller is all there was, or the host is off, they cannot.
    func breakGlass(at id: ControllerID, declaring: Bool) {
        guard store.outages > 0, controlPlaneLosses == 0, let survivor = controller(id), survivor.isUp,
            store.state.board.controllerSet.everyone.contains(id), setting.founders.count > 1
        else { return }
        survivor.stopController()
        if declaring { rememberWhereWritesGo() }
        let now = Timestamp(milliseconds: 1_700_000_000_000) + scheduler.now.sinceBoot
        // Refused in the second in which it was restored from a backup: new numbers are to be higher than all before.
        guard store.goOn(with: id, by: ["ada", "grace"], at: now) else {
            return survivor.startController()
        }
        for other in controllers where other.id != id { other.leaveForGood() }
        store.outages = 0
        // Backups of before are of controllers that are no more.
        store.firstBackup = store.journal.count
        survivor.startController()
        if declaring { declareUntilItIsTaken() }
    }

    private func rememberWhereWritesGo() {
        for (application, board) in store.state.board.applications where !isHeld(application) {
            lastKnown[application] = board.assignment.region
        }
    }

    /// Whoever restored it looks again and again which application still waits for the answer.
    private func declareUntilItIsTaken() {
        scheduler.after(Self.deliberation) {
            let held = self.setting.applications.filter { self.isHeld($0) }
            for application in held {
                guard let region = self.lastKnown[application] else { continue }
                let order = OperatorCommand.declare(application: application, active: region, reason: "writes go there")
                self.leader?.ask(order, by: "ada")
            }
            if !held.isEmpty || self.leader == nil { self.declareUntilItIsTaken() }
        }
    }

    /// Long enough for a controller that does not wait to be asked to be caught at it.
    private static var deliberation: Duration { .seconds(6) }

    /// Whether nobody has said yet where a restored application is active.
    func isHeld(_ application: ApplicationID) -> Bool {
        guard let heldEpoch = store.restoration?.heldEpoch, let board = store.state.board.applications[application]
        else {
            return false
        }
        return board.assignment.epoch == heldEpoch
    }
}

extension Fault {
    var isLossOfControlPlane: Bool {
        if case .controlPlaneLost = self { true } else { false }
    }
}
