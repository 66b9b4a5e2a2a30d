import Domain

// When nothing can be decided (DESIGN 3.5): every controller that sees it says so, by channels that need neither store nor
// leader. All use the same key, so that people hear of one trouble. Whoever leads afterwards writes it into the journal.
extension ControllerTurn {
    mutating func watchQuorum() {
        noteLeader()
        // A controller without a say asks the store for nothing, and cannot tell.
        guard machine.board.controllerSet.includes(machine.settings.id), !isPlanted(.nobodyIsToldWithoutQuorum) else {
            return machine.quorumWatch.trouble = nil
        }
        let obstacle = machine.quorumWatch.obstacle(at: now.instant, startedAt: machine.startedAt)
        switch (machine.quorumWatch.trouble, obstacle) {
        case (nil, let reason?): pageWithoutQuorum(reason)
        case (let trouble?, nil) where machine.board.leader != nil: noteQuorumIsBack(after: trouble)
        case (nil, nil), (_?, _): break
        }
        for pending in machine.quorumWatch.notifications.takeDue(at: now.instant) {
            orderNow(.notifyWithoutQuorum(pending))
        }
    }

    private mutating func noteLeader() {
        if machine.board.leader != nil {
            machine.quorumWatch.leaderlessSince = nil
        } else if machine.quorumWatch.leaderlessSince == nil {
            machine.quorumWatch.leaderlessSince = now.instant
        }
    }

    private mutating func pageWithoutQuorum(_ reason: String) {
        machine.quorumWatch.trouble = UndecidedView(since: now.wall + (.zero - QuorumWatch.patience), reason: reason)
        tellWithoutQuorum(
            .page,
            Self.quorumTitle,
            [
                "\(reason), says controller \(machine.settings.id) since \(QuorumWatch.patience.text)",
                "no region is moved, by itself or by order, until then; leases are granted on as they were",
            ]
        )
    }

    private mutating func noteQuorumIsBack(after trouble: UndecidedView) {
        machine.quorumWatch.trouble = nil
        let reason = "\(machine.board.leader?.rawValue ?? "a controller") leads, and the store answers"
        tellWithoutQuorum(.resolved, "resolved: \(Self.quorumTitle)", [reason])
        guard machine.isLeader else { return }
        let incident = IncidentID("INC-\(machine.cluster.incidents.count + 1)")
        let text = "\(trouble.reason), from \(trouble.since) to \(now.wall); people were paged without the store"
        record(.incident(.opened(id: incident, subject: .quorum, title: Self.quorumTitle)))
        record(.incident(.noted(id: incident, text: text, by: nil)))
        record(.incident(.resolved(id: incident, by: nil, reason: reason)))
    }

    private static var quorumTitle: String { "nothing can be decided" }

    private mutating func tellWithoutQuorum(_ severity: Notification.Severity, _ title: String, _ details: [String]) {
        let notification = Notification(
            deduplicationKey: IncidentSubject.quorum.deduplicationKey,
            severity: severity,
            application: nil,
            incident: nil,
            title: title,
            details: details,
            at: now.wall
        )
        for channel in channels(for: nil) {
            machine.quorumWatch.notifications.add(
                PendingNotification(notification: notification, channel: channel),
                due: now.instant
            )
        }
    }

    /// What was not delivered is tried again while it is still true.
    mutating func finishWithoutQuorum(_ pending: PendingNotification, failure: DeliveryFailure?) {
        let isStillSo = (pending.notification.severity == .page) == (machine.quorumWatch.trouble != nil)
        guard let failure, failure.mayRetry, isStillSo, pending.attempt < NotificationQueue.retry.attempts else {
            return
        }
        var again = pending
        again.attempt += 1
        let wait = NotificationQueue.retry.wait(afterFailures: pending.attempt)
        machine.quorumWatch.notifications.add(again, due: now.instant + wait)
    }
}
