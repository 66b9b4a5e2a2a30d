import Domain

// People: incidents, pages and questions.
extension ControllerTurn {
    /// Opens the incident about a subject, or adds to it, and pages.
    mutating func raise(_ subject: IncidentSubject, _ title: String, details: [String]) {
        guard machine.isLeader else { return }
        let incident: IncidentID
        var about = subject
        if let open = machine.cluster.openIncident(about: subject) {
            (incident, about) = (open.id, open.subject)
            record(.incident(.noted(id: incident, text: ([title] + details).joined(separator: "; "), by: nil)))
        } else {
            incident = IncidentID("INC-\(machine.cluster.incidents.count + 1)")
            record(.incident(.opened(id: incident, subject: subject, title: title)))
            // Who reads the incident later is to see what the page said.
            if !details.isEmpty {
                record(.incident(.noted(id: incident, text: details.joined(separator: "; "), by: nil)))
            }
        }
        let application = subject.application
        tell(.page, about, incident, title, details, application: application, to: channels(for: application))
    }

    /// Resolves the incident about a subject, if there is one, and says so; where others are concerned too, it is over for one.
    mutating func settle(_ subject: IncidentSubject, _ reason: String) {
        guard machine.isLeader, let open = machine.cluster.openIncident(about: subject) else { return }
        if open.subject != subject, let application = subject.application {
            record(.incident(.left(id: open.id, application: application, reason: reason)))
            guard machine.cluster.incidents[open.id]?.members.isEmpty == true else { return }
        }
        machine.gathered[open.id] = nil
        record(.incident(.resolved(id: open.id, by: nil, reason: reason)))
        tell(.resolved, open.subject, open.id, "resolved: \(open.headline)", [reason], to: channels(of: open))
    }

    /// Good news, or news that nobody has to act on.
    mutating func tellAbout(_ header: ExecutionHeader, _ title: String) {
        let (incident, application) = (header.incident, header.application)
        let subject = incident.flatMap { machine.cluster.incidents[$0]?.subject } ?? .region(header.source, application)
        tell(.note, subject, incident, title, [], application: application, to: channels(for: application))
    }

    mutating func tell(
        _ severity: Notification.Severity,
        _ subject: IncidentSubject,
        _ incident: IncidentID?,
        _ title: String,
        _ details: [String],
        application: ApplicationID? = nil,
        to channels: [Channel]
    ) {
        let notification = Notification(
            deduplicationKey: subject.deduplicationKey,
            severity: severity,
            application: application ?? subject.application,
            incident: incident,
            title: title,
            details: details,
            at: now.wall
        )
        for channel in channels {
            order(.notify(PendingNotification(notification: notification, channel: channel)))
        }
    }

    /// The channels of the application's plan; for what concerns no application, those of every plan, once each.
    func channels(for application: ApplicationID?) -> [Channel] {
        channels(for: application.map { [$0] } ?? machine.applicationsByPriority)
    }

    func channels(of incident: Incident) -> [Channel] {
        channels(for: incident.applications.isEmpty ? machine.applicationsByPriority : incident.applications)
    }

    private func channels(for applications: [ApplicationID]) -> [Channel] {
        let all = applications.flatMap { machine.cluster.applications[$0]?.plan.communications.channels ?? [] }
        return all.enumerated().filter { index, channel in all.firstIndex(of: channel) == index }.map(\.element)
    }

    /// Pages that an earlier leader did not get through.
    mutating func pageAgain() {
        for incident in machine.cluster.incidents.values.sorted(by: { $0.id < $1.id }) where incident.resolvedAt == nil
        {
            let notification = Notification(
                deduplicationKey: incident.subject.deduplicationKey,
                severity: .page,
                application: incident.subject.application,
                incident: incident.id,
                title: incident.headline,
                details: [],
                at: now.wall
            )
            for channel in channels(of: incident) where !incident.told.contains(channel.id) {
                order(.notify(PendingNotification(notification: notification, channel: channel)))
            }
        }
    }

    /// DESIGN 3.1, rule 8: a guardian that knows of a later epoch than the store says that the store has gone back.
    mutating func pageAboutStore() {
        for application in machine.keepers.keys {
            guard let keeper = machine.keepers[application],
                let region = machine.cluster.applications[application]?.assignment.region,
                machine.pagedClaims[application, default: []] != keeper.guardiansAhead
            else { continue }
            machine.pagedClaims[application] = keeper.guardiansAhead
            guard !keeper.guardiansAhead.isEmpty else { continue }
            let epoch = keeper.board.assignment.epoch
            raise(
                about: region,
                of: application,
                "a guardian knows of a later epoch than the store; nothing is granted",
                details: keeper.guardiansAhead.map { claim in
                    "agent \(claim.agent) says epoch \(claim.epoch), the store says \(epoch)"
                } + [
                    "if the store has gone back: stop the controllers and run holdfast restore with the last backup",
                    "if an agent is wrong: holdfast agents drain",
                ]
            )
        }
    }

    // MARK: Deliveries

    mutating func finish(_ pending: PendingNotification, failure: DeliveryFailure?) {
        guard machine.isLeader else { return }
        let notification = pending.notification
        guard let failure else {
            return record(
                .notification(
                    .delivered(
                        deduplicationKey: notification.deduplicationKey,
                        channel: pending.channel.id,
                        title: notification.title
                    )
                )
            )
        }
        var again = pending
        again.attempt += 1
        let limit = NotificationQueue.retry.attempts
        if failure.mayRetry, pending.attempt < limit {
            let wait = NotificationQueue.retry.wait(afterFailures: pending.attempt)
            return machine.notifications.add(again, due: now.instant + wait)
        }
        // Said once: the tries from here on are silent until one of them gets through.
        if pending.attempt <= limit {
            record(
                .notification(
                    .failed(
                        deduplicationKey: notification.deduplicationKey,
                        channel: pending.channel.id,
                        title: notification.title,
                        reason: failure.reason
                    )
                )
            )
        }
        again.attempt = limit + 1
        keep(again)
    }

    /// A page is owed as long as its incident is open: whoever mends the channel, or the plan's word about it, gets it.
    private mutating func keep(_ pending: PendingNotification) {
        guard pending.notification.severity == .page, let incident = pending.notification.incident,
            machine.cluster.incidents[incident]?.resolvedAt == nil
        else { return }
        machine.notifications.keep(pending, due: now.instant + NotificationQueue.retry.longestBackoff)
    }

    /// As the plan says now where to; nothing when it has no such channel any more.
    private func renewed(_ pending: PendingNotification) -> PendingNotification? {
        guard pending.attempt > NotificationQueue.retry.attempts else { return pending }
        let channels = channels(for: pending.notification.application)
        guard let channel = channels.first(where: { $0.id == pending.channel.id }) else { return nil }
        var renewed = pending
        renewed.channel = channel
        return renewed
    }

    mutating func sendNotifications() {
        for pending in machine.notifications.takeDue(at: now.instant).compactMap(renewed) { orderNow(.notify(pending)) }
    }

    // MARK: Questions

    /// Asks, unless the same is asked already.
    mutating func put(_ subject: Question.Subject, _ text: String, for state: ApplicationState) {
        let application = state.plan.application
        let isAsked = machine.cluster.questions.values.contains {
            $0.question.application == application && $0.question.subject == subject
        }
        guard !isAsked else { return }
        let about = IncidentSubject.region(state.assignment.region, application)
        let question = Question(
            id: QuestionID("Q-\(machine.cluster.questionCount + 1)"),
            application: application,
            subject: subject,
            text: text,
            incident: machine.cluster.openIncident(about: about)?.id
        )
        record(.question(.asked(question)))
        raise(about, "\(application): \(text)", details: ["answer with: holdfast approve \(question.id)"])
    }
}
