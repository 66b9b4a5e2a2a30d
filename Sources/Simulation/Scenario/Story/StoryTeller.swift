import Domain

/// Tells what is important of all that happens.
struct StoryTeller {
    /// Where each application was last written, and when.
    private var lastWrites: [ApplicationID: (region: RegionID, time: Duration)] = [:]

    /// - Returns: `nil` for what a reader need not know.
    mutating func tell(_ event: WorldEvent, at time: Duration) -> StoryLine? {
        switch event {
        case .agentStarted(let agent): StoryLine(time: time, who: agent.rawValue, what: "starts")
        case .agentEnded(let agent): StoryLine(time: time, who: agent.rawValue, what: "is gone")
        case .controllerStarted(let controller): StoryLine(time: time, who: controller.rawValue, what: "starts")
        case .controllerEnded(let controller): StoryLine(time: time, who: controller.rawValue, what: "is gone")
        case .doorOpened(let application, let region, let agent):
            StoryLine(time: time, who: agent.rawValue, what: "lets \(application) be written in \(region)")
        case .doorClosed(let application, let region, let agent):
            StoryLine(time: time, who: agent.rawValue, what: "fences \(application) in \(region)")
        case .journalled(let record): tell(record, at: time)
        case .voted(let vote):
            StoryLine(
                time: time,
                who: vote.controller.rawValue,
                what: "votes for proposal \(vote.proposal) of \(vote.application)"
            )
        case .hookStarted(let order, let agent):
            StoryLine(time: time, who: agent.rawValue, what: "runs \(order.hook) for \(order.key.execution)")
        case .hookSucceeded(let order, let agent):
            StoryLine(time: time, who: agent.rawValue, what: "has done \(order.hook) for \(order.key.execution)")
        case .dnsWritten(let changes, let controller):
            StoryLine(time: time, who: controller.rawValue, what: "writes DNS: \(changes.text)")
        case .dnsRefused(let changes, let controller, let detail):
            StoryLine(
                time: time,
                who: "dns",
                what: "refuses what \(controller) writes: \(changes.text)",
                why: [detail]
            )
        case .told(let notification, _, _): StoryLine(time: time, who: "people", what: notification.storyText)
        case .answered(let name, let answer):
            StoryLine(time: time, who: name.rawValue, what: answer.map { "is told: \($0.message)" } ?? "gets no answer")
        case .written(let application, let region): tellWrite(of: application, in: region, at: time)
        case .writesLost(let application, let region, let count, let span):
            StoryLine(
                time: time,
                who: "customers",
                what: "\(count) acknowledged writes of \(span.text) of \(application) are not in \(region)"
            )
        case .alarmRaised(let silence):
            StoryLine(time: time, who: "outside", what: "raises the alarm: no sign of life for \(silence.text)")
        case .alarmOver: StoryLine(time: time, who: "outside", what: "hears signs of life again")
        case .faultBegan, .faultEnded, .stormEnded, .cameUp, .storeWentBack, .published, .votesVoid, .dnsRead, .logged,
            .asked,
            .signOfLife:
            nil
        }
    }

    // MARK: The journal

    private func tell(_ record: JournalRecord, at time: Duration) -> StoryLine? {
        let line = StoryLine(time: time, who: record.controller.rawValue, what: record.event.summary)
        switch record.event {
        case .failover(.verdictTaken(let application, let region, let verdict, let evidence)):
            return StoryLine(
                time: time,
                who: record.controller.rawValue,
                what: "\(region) is \(verdict.rawValue) for \(application)",
                why: evidence
            )
        case .controllers(.leaderElected):
            return StoryLine(time: time, who: record.controller.rawValue, what: "leads, term \(record.term)")
        case .controllers, .plan, .freeze, .failover, .execution, .question, .dns: return line
        // People are told of the same.
        case .agent, .incident, .notification: return nil
        }
    }

    // MARK: Customers

    /// Writes are told when they come to another region, or after a time without any.
    private mutating func tellWrite(
        of application: ApplicationID,
        in region: RegionID,
        at time: Duration
    ) -> StoryLine? {
        defer { lastWrites[application] = (region, time) }
        guard let last = lastWrites[application] else { return nil }
        let pause = time - last.time
        guard region != last.region || pause > Self.noticedPause else { return nil }
        let what = "write \(application) in \(region) again, after \(pause.text) without"
        return StoryLine(time: time, who: "customers", what: what)
    }

    private static var noticedPause: Duration { .seconds(2) }
}

extension Notification {
    fileprivate var storyText: String {
        switch severity {
        case .page: "are paged: \(title)"
        case .note, .resolved: "are told: \(title)"
        }
    }
}

extension [DNSChange] {
    fileprivate var text: String {
        map { "\($0.expected.key.name) is \($0.values.joined(separator: " ")), epoch \($0.token.epoch)" }
            .joined(separator: "; ")
    }
}
