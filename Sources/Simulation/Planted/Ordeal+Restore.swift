import Domain

// A control plane that was restored from a backup of before the last move.
extension Ordeal {
    /// - Returns: when to strike again; `nil` where the bug is not about a restore.
    func strikeForRestore() -> Duration? {
        switch bug {
        case .restoreGrantsAtOnce, .restoreAsksNobody, .restoreKeepsOldNumbers:
            move(tries: 3)
            after(.seconds(12) + some(0...3000)) {
                let lost = Fault.controlPlaneLost(backupAge: .seconds(20))
                self.world.strike(TimedFault(at: .zero, lasting: self.some(500...3000), lost))
            }
            return .seconds(45)
        case .laterEpochsAreIgnored:
            goBack()
            return .seconds(200)
        default: return nil
        }
    }

    /// The store goes back to before a move of which the source has not heard; whom it granted to then has, and says so.
    ///
    /// No store may go back (rule 8): that it did is told, because what the clause saves then is to be seen.
    private func goBack() {
        let (older, records) = (world.store.state, world.store.journal.count)
        let source = source
        let isolation = Duration.seconds(29)
        silence(source, to: controllerSites, for: isolation)
        deafen(source, to: controllerSites, for: isolation)
        move(in: .seconds(1), tries: 15)
        after(.seconds(22)) {
            guard self.source != source else { return }
            self.world.store.restore(older, records: records)
            self.world.happen(.storeWentBack)
            for controller in self.world.controllers { controller.killController() }
        }
    }
}
