import Domain

/// The customers of one application and the database behind it: they follow DNS, write, and count on what was acknowledged.
final class Customers {
    let application: ApplicationID
    private unowned let world: World
    private let record: DNSRecordKey
    /// When each acknowledged write of the present history was made.
    private var history: [Instant] = []
    /// How much of the present history each region has.
    private var copies: [RegionID: Int] = [:]
    /// The region that wrote last.
    private var writer: RegionID?
    private var cached: (values: [String], until: Instant)?
    /// Copying to these regions stands still while positive.
    var stalls: [RegionID: Int] = [:]
    /// When each region last had everything, or was told that there is nothing more.
    private var currentAsOf: [RegionID: Instant] = [:]
    private(set) var lastWrite: Instant?
    private(set) var acknowledged = 0

    init(of application: ApplicationID, record: DNSRecordKey, world: World) {
        self.application = application
        self.record = record
        self.world = world
    }

    func begin() { repeatForEver(every: .milliseconds(500)) { [weak self] in self?.act() } }

    private func repeatForEver(every interval: Duration, _ body: @escaping () -> Void) {
        world.scheduler.after(interval) { [weak self] in
            body()
            self?.repeatForEver(every: interval, body)
        }
    }

    private func act() {
        copy()
        guard let region = resolve(), world.network.canTalk(.customers, .region(region)),
            world.services.serves(application, in: region), world.isOpen(application, in: region)
        else { return }
        write(in: region)
    }

    /// The region that DNS leads to, as a resolver remembers it.
    private func resolve() -> RegionID? {
        if cached == nil || (cached?.until ?? .boot) <= world.scheduler.now {
            cached = (world.names.secondary.values(of: record), world.scheduler.now + NameServers.ttl)
        }
        return cached?.values.first.flatMap { world.setting.region(at: $0) }
    }

    private func write(in region: RegionID) {
        let known = copies[region] ?? 0
        if known < history.count { lose(region, from: known) }
        history.append(world.scheduler.now)
        copies[region] = history.count
        currentAsOf[region] = world.scheduler.now
        writer = region
        lastWrite = world.scheduler.now
        acknowledged += 1
        world.happen(.written(application, region))
    }

    /// What the region that writes now does not have is not part of the history any more.
    private func lose(_ region: RegionID, from position: Int) {
        let lost = history[position...]
        let span = (lost.last ?? .boot) - (lost.first ?? .boot)
        history.removeSubrange(position...)
        for other in copies.keys { copies[other] = min(copies[other] ?? 0, position) }
        world.happen(.writesLost(application, region, count: lost.count, span: span))
    }

    private func copy() {
        guard let writer else { return }
        for region in world.setting.databaseRegions where region != writer && (stalls[region] ?? 0) == 0 {
            guard world.network.canTalk(.region(writer), .region(region)), world.services.hasPower(writer),
                world.services.hasPower(region)
            else { continue }
            copies[region] = history.count
            currentAsOf[region] = world.scheduler.now
        }
    }

    /// How long ago the region surely had everything.
    func lag(in region: RegionID) -> Duration {
        guard region != writer else { return .zero }
        return currentAsOf[region].map { world.scheduler.now - $0 } ?? .zero
    }
}
