import Domain

/// 3.2: a region that is lost for many applications is one incident: its page does not come once for each of them.
struct OnePage: Checker {
    let rule = "3.2"
    private var titles: [RegionID: [String: Instant]] = [:]

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        guard case .told(let notification, _, _) = event, notification.severity == .page else { return nil }
        let now = world.scheduler.now
        for region in world.setting.regions.map(\.id)
        where notification.title.hasSuffix("active region \(region) is failed") {
            var recent = titles[region, default: [:]].filter { now - $0.value < Self.span }
            recent[notification.title] = recent[notification.title] ?? now
            titles[region] = recent
            if recent.count > Self.most { return "people are paged \(recent.count) times that \(region) is failed" }
        }
        return nil
    }

    private static var span: Duration { .seconds(5) }
    /// What is late may be told apart.
    private static var most: Int { 5 }
}
