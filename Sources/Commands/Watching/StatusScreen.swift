import Domain

/// The picture that `status --watch` draws: always exactly as many lines as the screen has.
struct StatusScreen: Hashable, Sendable {
    /// What was seen last; `nil` until a controller has answered.
    var view: StatusView?
    /// Why there is nothing newer.
    var trouble: String?
    /// The first line that is shown of what does not fit.
    var firstLine = 0

    func lines(_ size: ScreenSize) -> [StyledText] {
        guard size.rows > 1 else { return [heading.clipped(to: size.columns)] }
        let top = [heading] + (size.rows > Self.cramped ? [StyledText()] : [])
        let room = size.rows - top.count - 1
        let body = body
        let first = min(max(0, firstLine), max(0, body.count - room))
        let visible = body.dropFirst(first).prefix(room)
        let filler = Array(repeating: StyledText(), count: max(0, room - visible.count))
        let hidden = body.count - visible.count
        return (top + visible + filler + [footer(hidden: hidden)]).map { $0.clipped(to: size.columns) }
    }

    private var heading: StyledText {
        guard let view else { return StyledText("HOLDFAST", .strong) }
        let name = StyledText("HOLDFAST  ", .strong)
        guard trouble == nil else {
            return name + StyledText("no answer; below is what was seen last", .bad)
        }
        return name + (isCalm(view) ? StyledText("all is well", .good) : StyledText("look here", .warning))
    }

    /// Only what is known to be good is calm.
    private func isCalm(_ view: StatusView) -> Bool {
        view.leader != nil && view.freeze == nil && view.openIncidents.isEmpty && view.questions.isEmpty
            && view.openExecutions.isEmpty && !view.applications.isEmpty && view.applications.allSatisfy(isCalm)
    }

    private func isCalm(_ application: ApplicationView) -> Bool {
        application.isActivated && application.openProposal == nil && application.freeze == nil
            && application.heldBy.isEmpty
            && application.regions.allSatisfy { region in
                let isWriting = region.region != application.activeRegion || region.guardiansFenced == 0
                return region.verdict == .healthy && region.suspected == nil && isWriting
                    && region.agentsHeard >= region.agentsExpected
            }
    }

    private var body: [StyledText] {
        let warning = trouble.map { [StyledText("! ", .bad) + StyledText($0), StyledText()] } ?? []
        return warning + (view.map(StatusText.lines) ?? (trouble == nil ? ["asking …"] : []))
    }

    private func footer(hidden: Int) -> StyledText {
        let more = hidden > 0 ? "\(hidden) more lines: ↑ ↓ · " : ""
        return StyledText("\(more)q quits", .faint)
    }

    /// Fewer rows than this leave no room for an empty one.
    private static let cramped = 10
}
