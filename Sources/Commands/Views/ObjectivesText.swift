import Domain

/// What a loss would cost beside what is allowed, as lines.
enum ObjectivesText {
    static func lines(_ views: [ObjectivesView]) -> [StyledText] {
        guard !views.isEmpty else { return [StyledText("no plan is applied", .faint)] }
        var table = Table("APPLICATION", "ACTIVE", "OBJECTIVE", "ALLOWED", "NOW")
        for view in views {
            for target in view.targets {
                table.add(
                    StyledText(view.application.rawValue, .strong),
                    StyledText(view.active.rawValue),
                    StyledText("data lost"),
                    allowed(view.objectives.rpo),
                    loss(in: target, view)
                )
            }
            for (name, limit) in [
                ("recovery", view.objectives.rto), ("downtime", view.objectives.maxTolerableDowntime),
            ] {
                table.add("", "", StyledText(name), allowed(limit), recovery(view, within: limit))
            }
        }
        return table.lines()
    }

    private static func allowed(_ limit: Duration?) -> StyledText {
        limit.map { StyledText($0.text) } ?? StyledText("–", .faint)
    }

    private static func loss(in target: ObjectivesView.Target, _ view: ObjectivesView) -> StyledText {
        let place = StyledText("to \(target.region): ")
        guard let loss = target.loss else {
            return place + (view.isLossMeasured ? StyledText("not known", .bad) : StyledText("not measured", .faint))
        }
        return place + StyledText("at most \(loss.summary)", ink(loss.loss, within: view.objectives.rpo))
    }

    private static func recovery(_ view: ObjectivesView, within limit: Duration?) -> StyledText {
        guard let bound = view.recovery else { return StyledText("nothing bounds it", .warning) }
        let people = view.waitsForPeople ? " and the time that people take" : ""
        let last = view.moves.first.map { "; the last runbook took \($0.took.text) (\($0.execution))" } ?? ""
        return StyledText("at most \(bound.text)\(people)", ink(bound, within: limit)) + StyledText(last, .faint)
    }

    private static func ink(_ value: Duration, within limit: Duration?) -> Ink {
        limit.map { value > $0 ? .bad : .good } ?? .good
    }
}
