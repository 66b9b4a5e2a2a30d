import Domain

// What agents find out about their own hosts, and people have to mend.
extension ControllerTurn {
    /// Somebody opened a closed fence behind its agent's back: for a while there may have been two writers.
    mutating func pageAboutOpenFences(of agent: AgentView, before older: AgentReport?) {
        guard let report = agent.report, !report.host.fencesFoundOpen.isEmpty else { return }
        let known = older?.process == report.process ? older?.host.fencesFoundOpen ?? [:] : [:]
        for (application, times) in report.host.fencesFoundOpen.sorted(by: { $0.key < $1.key })
        where times > known[application, default: 0] {
            let subject = IncidentSubject.fence(agent.id, application)
            let count = "times found open since the agent's process \(report.process) began: \(times)"
            // A controller that has just started hears again what its predecessor has paged.
            guard !machine.cluster.hasNoted(count, about: subject) else { continue }
            raise(
                subject,
                "\(application): the closed fence of agent \(agent.id) in \(agent.region) was found open, and is closed again",
                details: [
                    "writes were possible there: compare the data of both sides, and find out who opened it",
                    count,
                ]
            )
        }
    }

    /// A check that cannot be run says nothing, so that its region is judged without it: people have to know.
    mutating func pageAboutChecks() {
        let idle = machine.idleChecks(at: now.instant)
        for (subject, agents) in idle.sorted(by: { $0.key.deduplicationKey < $1.key.deduplicationKey })
        where machine.cluster.openIncident(about: subject) == nil {
            guard case .check(let check, let application) = subject else { continue }
            raise(subject, "\(application): the check \(check) cannot be run", details: agents)
        }
        for incident in machine.cluster.incidents.values.sorted(by: { $0.id < $1.id })
        where incident.resolvedAt == nil && idle[incident.subject] == nil {
            guard case .check = incident.subject else { continue }
            settle(incident.subject, "it runs again, or is no longer wanted")
        }
    }
}

extension ClusterState {
    /// Whether an incident about it, open or resolved, says these words.
    fileprivate func hasNoted(_ words: String, about subject: IncidentSubject) -> Bool {
        incidents.values.contains { incident in
            incident.subject == subject && incident.timeline.contains { $0.text.contains(words) }
        }
    }
}

extension ControllerMachine {
    /// The checks that agents have not been able to run for long, with what each of them says.
    fileprivate func idleChecks(at now: Instant) -> [IncidentSubject: [String]] {
        guard agents.values.contains(where: { !$0.notRunSince.isEmpty }) else { return [:] }
        var idle: [IncidentSubject: [String]] = [:]
        for agent in agents.values where agent.isExpected(at: now) {
            for report in agent.report?.checks ?? [] {
                guard let since = agent.notRunSince[AgentView.SeenCheck(report)],
                    since + Self.longestIdle <= now,
                    cluster.applications[report.application] != nil
                else { continue }
                idle[.check(report.check, report.application), default: []].append(
                    "agent \(agent.id): \(report.latest.summary)"
                )
            }
        }
        return idle
    }

    /// A host that has just started, or is busy, runs all its checks well before.
    private static let longestIdle = Duration.seconds(60)
}
