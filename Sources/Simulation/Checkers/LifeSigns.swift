/// 3.5: only a controller that leads, or has led a moment ago, shows signs of life: or the dead-man's switch tells nobody anything.
struct LifeSigns: Checker {
    let rule = "3.5"
    private var log = LeadershipLog()

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        log.note(world)
        guard case .signOfLife(let controller, let since) = event,
            let overrun = log.overrun(of: controller, since: since, in: world)
        else { return nil }
        return "\(controller) shows signs of life, and cannot have known that it led for \(overrun.text)"
    }
}
