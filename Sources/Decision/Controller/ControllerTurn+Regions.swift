import Domain

// Regions in trouble: one that is lost for many applications at once is one incident and one page (DESIGN 3.2, FAILURES F10).
extension ControllerTurn {
    /// Opens the incident about a region in which an application is active, or adds to it, and pages: what is said of several
    /// applications within a moment is said once.
    /// The `verdict` is the one that was just taken, if that is what is to be said.
    mutating func raise(
        about region: RegionID,
        of application: ApplicationID,
        _ what: String,
        details: [String],
        verdict: Verdict? = nil
    ) {
        guard machine.isLeader else { return }
        let id = incident(about: region, of: application, what, verdict)
        let lines = ["\(application): \(what)"] + details
        record(.incident(.noted(id: id, text: lines.joined(separator: "; "), by: nil)))
        machine.gathered[id, default: GatheredPages()].add(application, what, details, in: region, at: now.instant)
    }

    /// The open incident that the application is part of, or may join, or else a new one.
    private mutating func incident(
        about region: RegionID,
        of application: ApplicationID,
        _ what: String,
        _ verdict: Verdict?
    ) -> IncidentID {
        if let open = machine.cluster.openIncident(about: .region(region, application)) { return open.id }
        let subject = verdict.flatMap { sharedSubject(region, $0) } ?? .region(region, application)
        let id: IncidentID
        if let open = machine.cluster.openIncident(about: subject) {
            id = open.id
        } else {
            id = IncidentID("INC-\(machine.cluster.incidents.count + 1)")
            let title = subject.application == nil ? what : "\(application): \(what)"
            record(.incident(.opened(id: id, subject: subject, title: title)))
        }
        if subject.application == nil { record(.incident(.joined(id: id, application: application))) }
        return id
    }

    /// What silence or the view from outside says of a region, it says of the whole region; what its own checks say, of one
    /// application.
    private func sharedSubject(_ region: RegionID, _ verdict: Verdict) -> IncidentSubject? {
        if isPlanted(.everyApplicationPages) { return nil }
        switch verdict {
        case .failed, .unreachable, .isolated, .unknown: return .verdict(region, verdict)
        case .healthy, .degraded: return nil
        }
    }

    // MARK: Pages

    /// Sends what has been gathered, once nobody else is about to be part of it, and in any case soon.
    mutating func sendGathered() {
        for (id, gathered) in machine.gathered.sorted(by: { $0.key < $1.key }) {
            guard gathered.since + Self.longestGathering <= now.instant || !isMoreToCome(gathered),
                let incident = machine.cluster.incidents[id]
            else { continue }
            machine.gathered[id] = nil
            for page in gathered.pages { send(page, about: incident) }
        }
    }

    /// Applications of one region come to their verdicts within about a period of their checks.
    private static var longestGathering: Duration { .seconds(1) }

    /// Whether some application of the region is on its way to a verdict that has not been told.
    private func isMoreToCome(_ gathered: GatheredPages) -> Bool {
        machine.cluster.applications.values.contains { state in
            let pair = ControllerMachine.JudgedPair(application: state.plan.application, region: gathered.region)
            guard state.assignment.region == gathered.region, let judge = machine.judges[pair] else { return false }
            let told = state.verdicts[gathered.region]
            return [judge.assessment?.verdict, judge.standing].contains { $0 != told && $0 != .healthy }
        }
    }

    /// Every channel is told of the applications whose plans name it.
    private mutating func send(_ page: GatheredPages.Page, about incident: Incident) {
        let order = machine.applicationsByPriority
        for channel in channels(of: incident) {
            let parts = order.compactMap { name in page.parts.first { $0.application == name } }.filter { part in
                machine.cluster.applications[part.application]?.plan.communications.channels.contains(channel) ?? false
            }
            guard let first = parts.first else { continue }
            let isSame = parts.allSatisfy { $0.details == first.details }
            let names = parts.count > 1 ? [parts.map(\.application.rawValue).joined(separator: ", ")] : []
            let details =
                isSame ? first.details : parts.flatMap { part in part.details.map { "\(part.application): \($0)" } }
            tell(
                .page,
                incident.subject,
                incident.id,
                parts.map(\.application).headline(page.what),
                names + details,
                application: parts.count == 1 ? first.application : nil,
                to: [channel]
            )
        }
    }
}
