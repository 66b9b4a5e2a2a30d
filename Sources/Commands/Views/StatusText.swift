import Domain

/// The state of the cluster as lines; the same for `status` and for its screen.
enum StatusText {
    static func lines(_ view: StatusView) -> [StyledText] {
        let times = TimeText(now: view.at)
        var blocks = [heading(view, times)]
        if view.controllers.count > 1 { blocks.append(controllers(view.controllers)) }
        blocks += view.applications.map { application($0, times) }
        if view.applications.isEmpty, view.leader != nil {
            blocks.append([StyledText("no plan is applied yet: holdfast plan apply FILE --reason WHY", .faint)])
        }
        if !view.questions.isEmpty { blocks.append(questions(view.questions, times)) }
        if !view.openExecutions.isEmpty { blocks.append(executions(view.openExecutions)) }
        if !view.openIncidents.isEmpty { blocks.append(incidents(view.openIncidents, times)) }
        return Array(blocks.joined(separator: [StyledText()]))
    }

    private static func heading(_ view: StatusView, _ times: TimeText) -> [StyledText] {
        let leader =
            view.leader.map { StyledText("leader ", .faint) + StyledText($0.rawValue, .good) }
            ?? StyledText("no leader is known", .bad)
        let since = view.leaderSince.map { " since \(times.both($0))" } ?? ""
        let seen = "seen by \(view.controller) at \(times.clock(view.at))"
        let rest = StyledText("\(since) · term \(view.term) · \(seen)", .faint)
        return [leader + rest] + undecided(view.undecided, times) + waits(view)
            + freeze(view.freeze, "everything is frozen", times, indent: "")
    }

    private static func undecided(_ view: UndecidedView?, _ times: TimeText) -> [StyledText] {
        guard let view else { return [] }
        let title =
            StyledText("nothing can be decided", .bad) + StyledText(" since \(times.both(view.since)): \(view.reason)")
        let last = view.lastLeader.map { leader in
            let heard = view.lastLeaderHeardAt.map { ", heard last \(times.both($0))" } ?? ""
            return StyledText("\(leader) led then\(heard); it need not lead any more", .faint)
        }
        let rest = "agents keep their leases as long as controllers grant them; below is what was known then"
        return [title] + (last.map { [$0] } ?? []) + [StyledText(rest, .faint)]
    }

    private static func waits(_ view: StatusView) -> [StyledText] {
        guard view.undecided == nil, !view.waitsFor.isEmpty else { return [] }
        let shown = view.waitsFor.prefix(mostWaits) + (view.waitsFor.count > mostWaits ? ["…"] : [])
        return [StyledText("restart no other controller yet: ", .warning) + StyledText(shown.joined(separator: "; "))]
    }

    private static let mostWaits = 3

    private static func controllers(_ views: [ControllerView]) -> [StyledText] {
        var table = Table("CONTROLLER", "REGION", "ADDRESS", "JUDGES", "VOTES FOR A MOVE OF")
        for view in views {
            table.add(
                StyledText(view.isLeader ? "● " : "  ", .accent) + StyledText(view.id.rawValue),
                StyledText(view.place?.region.rawValue ?? "never seen"),
                StyledText(view.place?.address ?? "–", .faint),
                view.verdicts.map { StyledText($0 == 1 ? "1 region" : "\($0) regions") } ?? StyledText("nothing", .bad),
                StyledText(view.votes.isEmpty ? "–" : view.votes.map(\.rawValue).joined(separator: ", "))
            )
        }
        return table.lines()
    }

    private static func application(_ view: ApplicationView, _ times: TimeText) -> [StyledText] {
        let isHeld = view.heldBy.contains { $0.gate == .restored }
        let inactive = view.isActivated || isHeld ? StyledText() : StyledText(" · not activated yet", .warning)
        let title =
            StyledText(view.application.rawValue, .strong)
            + StyledText(isHeld ? " · nobody has said where it is active; the backup says " : " · active in ", .faint)
            + StyledText(view.activeRegion.rawValue, .strong)
            + StyledText(" · epoch \(view.epoch) · plan \(view.planVersion)", .faint) + inactive
        return [title] + regions(view).lines(indent: 2) + trouble(view, times)
    }

    private static func regions(_ view: ApplicationView) -> Table {
        var table = Table("REGION", "ROLE", "VERDICT", "AGENTS", "GUARDIANS")
        for region in view.regions {
            let isActive = region.region == view.activeRegion
            table.add(
                StyledText(isActive ? "● " : "  ", .accent) + StyledText(region.region.rawValue),
                StyledText(region.role.rawValue, .faint),
                region.judgement,
                region.agentCount,
                region.guardians(isActive: isActive)
            )
        }
        return table
    }

    /// What keeps the application from being as it should, one line each.
    private static func trouble(_ view: ApplicationView, _ times: TimeText) -> [StyledText] {
        var lines = freeze(view.freeze, "frozen", times, indent: "  ")
        if let proposal = view.openProposal {
            let move = "proposal \(proposal.number): \(proposal.source) → \(proposal.target)"
            let until = "given up \(times.relative(proposal.deadline))"
            lines.append(StyledText("  \(move)", .accent) + StyledText(", \(proposal.cause.summary), \(until)"))
        }
        if let end = view.coolDownUntil {
            lines.append(StyledText("  no automatic failover until \(times.both(end)), after the last one"))
        }
        lines += view.heldBy.map { StyledText("  held: ", .warning) + StyledText($0.description) }
        return lines
    }

    private static func freeze(
        _ freeze: FreezeView?,
        _ what: String,
        _ times: TimeText,
        indent: String
    ) -> [StyledText] {
        guard let freeze else { return [] }
        let until = freeze.until.map { " until \(times.both($0))" } ?? ""
        return [StyledText("\(indent)\(what)", .warning) + StyledText(" by \(freeze.by)\(until): \(freeze.reason)")]
    }

    private static func questions(_ questions: [QuestionView], _ times: TimeText) -> [StyledText] {
        [StyledText("Waiting for a person", .strong)]
            + questions.flatMap { question in
                [
                    StyledText("  ? ", .warning) + StyledText("\(question.application): \(question.text)")
                        + StyledText(" (asked \(times.relative(question.askedAt)))", .faint),
                    StyledText("    holdfast approve \(question.id)  or  holdfast reject \(question.id)", .accent),
                ]
            }
    }

    private static func executions(_ executions: [ExecutionView]) -> [StyledText] {
        [StyledText("Open executions", .strong)] + ExecutionText.table(executions).lines(indent: 2)
    }

    private static func incidents(_ incidents: [IncidentView], _ times: TimeText) -> [StyledText] {
        [StyledText("Open incidents", .strong)] + IncidentText.table(incidents, times).lines(indent: 2)
    }
}
