import Domain

/// The controllers as lines.
enum ControllersText {
    static func lines(_ view: ControllersView) -> [StyledText] {
        var table = Table("CONTROLLER", "ROLE", "STATE", "VOTES", "OLD GRANTS")
        for entry in view.controllers {
            table.add(
                StyledText(entry.id.rawValue),
                role(entry, view),
                entry.isThere ? StyledText("there", .good) : StyledText("not heard", .bad),
                StyledText(entry.votes.isEmpty ? "–" : entry.votes.map(\.rawValue).joined(separator: ", ")),
                oldGrants(entry)
            )
        }
        return [leader(view)] + table.lines() + [foot(view)]
    }

    private static func leader(_ view: ControllersView) -> StyledText {
        guard let leader = view.leader else { return StyledText("nobody leads", .bad) }
        let since = view.leaderSince.map { " since \($0)" } ?? ""
        return StyledText("\(leader) leads\(since), term \(view.term)")
    }

    private static func role(_ entry: ControllersView.Entry, _ view: ControllersView) -> StyledText {
        switch entry.role {
        case .member: StyledText(entry.id == view.leader ? "leader" : "member")
        case .joining: StyledText("joining", .warning)
        case .leaving: StyledText("leaving", .warning)
        case .outside: StyledText("no say", .faint)
        }
    }

    private static func oldGrants(_ entry: ControllersView.Entry) -> StyledText {
        guard let hasEnded = entry.hasEndedOldGrants else { return "–" }
        return hasEnded ? StyledText("ended", .good) : StyledText("waited for", .warning)
    }

    private static func foot(_ view: ControllersView) -> StyledText {
        let text =
            "controller set version \(view.setVersion), journal at \(view.position); "
            + "said by process \(view.process) of \(view.asked)"
        return StyledText(text, .faint)
    }
}
