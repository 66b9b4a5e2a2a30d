import Domain

/// 3.3: a check that was down counts as up only after `up_after` good results in a row.
struct UpForLong: Checker {
    let rule = "3.3"
    private let setting: Setting

    init(_ setting: Setting) { self.setting = setting }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        guard case .cameUp(let check, let subject, let agent, let good) = event,
            let definition = setting.plan(of: setting.applications.first ?? "").checks.first(where: { $0.id == check })
        else { return nil }
        // From the last bad result, which may have been late, to the good one that is enough; one that was put off by late ones
        // follows at once; and clocks run wrong.
        guard good < definition.every * (definition.upAfter - 3) else { return nil }
        return "\(check) of \(subject) is up for \(agent), \(good.text) after it was last seen down"
    }
}
