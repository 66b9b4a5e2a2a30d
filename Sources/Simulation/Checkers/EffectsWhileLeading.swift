import Domain

/// S3: what nothing outside refuses when it comes late is sent only by who leads, or has led a moment ago.
struct EffectsWhileLeading: Checker {
    let rule = "S3"
    private var log = LeadershipLog()

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        log.note(world)
        guard case .told(let notification, let controller, let since) = event,
            notification.deduplicationKey != IncidentSubject.quorum.deduplicationKey,
            let overrun = log.overrun(of: controller, since: since, in: world)
        else { return nil }
        return "\(controller) says \"\(notification.title)\", and cannot have known that it led for \(overrun.text)"
    }
}
