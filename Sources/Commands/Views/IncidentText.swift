import Domain

/// Incidents as lines.
enum IncidentText {
    static func lines(_ incidents: [IncidentView], _ times: TimeText) -> [StyledText] {
        incidents.isEmpty ? [StyledText("no incidents", .faint)] : table(incidents, times).lines()
    }

    static func table(_ incidents: [IncidentView], _ times: TimeText) -> Table {
        var table = Table("INCIDENT", "STATE", "OPENED", "APPLICATION", "TITLE")
        for incident in incidents {
            table.add(
                StyledText(incident.id.rawValue),
                state(of: incident),
                StyledText(times.both(incident.openedAt)),
                StyledText(subject(of: incident) ?? "–"),
                StyledText(incident.title)
            )
        }
        return table
    }

    /// One incident with its timeline.
    static func lines(_ incident: IncidentView, _ times: TimeText) -> [StyledText] {
        let subject = subject(of: incident).map { " · \($0)" } ?? ""
        let end = incident.resolvedAt.map { " · resolved \(times.both($0))" } ?? ""
        let heading = [
            StyledText(incident.id.rawValue, .strong) + StyledText(subject + " · ", .faint) + state(of: incident),
            StyledText(incident.title),
            StyledText("opened \(times.both(incident.openedAt))\(end)", .faint),
        ]
        guard !incident.timeline.isEmpty else { return heading }
        var table = Table("WHEN", "WHO", "WHAT")
        for entry in incident.timeline {
            let who = entry.by.map { StyledText($0.rawValue, .accent) } ?? StyledText("holdfast", .faint)
            table.add(StyledText(times.clock(entry.at), .faint), who, StyledText(entry.text))
        }
        return heading + [StyledText()] + table.lines()
    }

    private static func subject(of incident: IncidentView) -> String? {
        if let application = incident.application { return application.rawValue }
        let names = incident.applications.map(\.rawValue)
        if names.count > mostNames { return "\(names.count) applications" }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    /// More than these make no table that people can read; the timeline names all.
    private static let mostNames = 3

    private static func state(of incident: IncidentView) -> StyledText {
        if incident.resolvedAt != nil { return StyledText("resolved", .good) }
        return incident.acknowledgedBy.map { StyledText("acknowledged by \($0)", .warning) } ?? StyledText("open", .bad)
    }
}
