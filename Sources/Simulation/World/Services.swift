import Domain

/// The applications as they run in the regions: what can be seen of them from outside.
final class Services {
    private var broken: [Place: Int] = [:]
    private var unready: [Place: Int] = [:]
    private var unmeasured: [Place: Int] = [:]
    private var dark: [RegionID: Int] = [:]

    // MARK: Faults

    func breakDown(_ application: ApplicationID, in region: RegionID) {
        broken[Place(application: application, region: region), default: 0] += 1
    }
    func mend(_ application: ApplicationID, in region: RegionID) {
        broken[Place(application: application, region: region)]?.decrease()
    }
    func makeUnready(_ application: ApplicationID, in region: RegionID) {
        unready[Place(application: application, region: region), default: 0] += 1
    }
    func makeReady(_ application: ApplicationID, in region: RegionID) {
        unready[Place(application: application, region: region)]?.decrease()
    }
    func stopGauge(of application: ApplicationID, in region: RegionID) {
        unmeasured[Place(application: application, region: region), default: 0] += 1
    }
    func startGauge(of application: ApplicationID, in region: RegionID) {
        unmeasured[Place(application: application, region: region)]?.decrease()
    }
    func losePower(in region: RegionID) { dark[region, default: 0] += 1 }
    func gainPower(in region: RegionID) { dark[region]?.decrease() }

    func mendEverything() {
        broken = [:]
        unready = [:]
        unmeasured = [:]
        dark = [:]
    }

    // MARK: What is so

    func hasPower(_ region: RegionID) -> Bool { (dark[region] ?? 0) == 0 }

    func serves(_ application: ApplicationID, in region: RegionID) -> Bool {
        hasPower(region) && (broken[Place(application: application, region: region)] ?? 0) == 0
    }

    func isReady(_ application: ApplicationID, in region: RegionID) -> Bool {
        (unready[Place(application: application, region: region)] ?? 0) == 0
    }

    /// Whether anything says how far the region is behind.
    func isMeasured(_ application: ApplicationID, in region: RegionID) -> Bool {
        (unmeasured[Place(application: application, region: region)] ?? 0) == 0
    }
}

extension Int {
    fileprivate mutating func decrease() { self = Swift.max(0, self - 1) }
}
