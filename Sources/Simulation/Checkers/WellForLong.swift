import Domain

/// 3.3: a controller that has held a region for unwell holds it for healthy only when it has been well for `recover`. What the
/// journal says is what a majority holds, of which some may never have seen it unwell.
struct WellForLong: Checker {
    let rule = "3.3"
    private let setting: Setting
    private var edges = FaultEdges()
    private var edgeAt = Instant.boot
    private var downSince: [Place: Instant] = [:]
    /// When each region was last seen to serve again, after it had been down for so long that everybody saw it.
    private var wellSince: [Place: Instant] = [:]
    /// What each controller holds, as the store shows it. What it came to hold while the store did not show it, nobody saw.
    private var verdicts: [ControllerID: [Place: Verdict]] = [:]

    init(_ setting: Setting) { self.setting = setting }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if edges.isNews(event) { look(at: world) }
        switch event {
        case .faultBegan, .faultEnded, .stormEnded: edgeAt = world.scheduler.now
        case .controllerStarted(let controller): verdicts[controller] = [:]
        case .published(let opinions, let controller): return judge(opinions, by: controller, in: world)
        default: break
        }
        return nil
    }

    private mutating func look(at world: World) {
        for application in setting.applications {
            for region in setting.databaseRegions {
                let place = Place(application: application, region: region)
                guard world.services.serves(application, in: region) else {
                    downSince[place] = downSince[place] ?? edgeAt
                    wellSince[place] = nil
                    continue
                }
                guard let since = downSince.removeValue(forKey: place), edgeAt - since > longEnoughToSee else {
                    continue
                }
                wellSince[place] = edgeAt
            }
        }
    }

    private var longEnoughToSee: Duration { setting.detection.confirm + setting.detection.reportEvery * 3 }

    private mutating func judge(_ opinions: [VerdictOpinion], by controller: ControllerID, in world: World) -> String? {
        let earlier = verdicts.updateValue([:], forKey: controller) ?? [:]
        for opinion in opinions {
            let place = Place(application: opinion.application, region: opinion.region)
            verdicts[controller]?[place] = opinion.verdict
            guard opinion.verdict == .healthy, let before = earlier[place], before != .healthy,
                let since = wellSince[place]
            else {
                continue
            }
            let well = world.scheduler.now - since
            guard well < setting.detection.recover - tolerance else { continue }
            return "\(place.region) is healthy for \(controller) after \(well.text), and was \(before.rawValue)"
        }
        return nil
    }

    /// A check may have found it well again a moment after its last look that found it down, and clocks run wrong.
    private var tolerance: Duration { setting.detection.reportEvery + .milliseconds(600) }
}
