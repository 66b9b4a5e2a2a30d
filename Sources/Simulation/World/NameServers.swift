import Domain
import InMemoryPorts
import Ports

/// The zone that all plans change: a primary, and a secondary that follows it.
final class NameServers {
    private(set) var primary: DNSZoneModel
    /// What customers' resolvers are told.
    private(set) var secondary: DNSZoneModel
    private let scheduler: Scheduler
    private var random: SeededRandom
    /// The primary answers nothing while this is positive.
    var outages = 0
    /// The primary refuses to answer while this is positive.
    var throttlings = 0

    static let zone = DNSName("example.com") ?? .root
    /// Of every managed record.
    static let ttl = Duration.seconds(3)

    init(_ scheduler: Scheduler, random: SeededRandom) {
        self.scheduler = scheduler
        self.random = random
        primary = DNSZoneModel(Self.zone)
        secondary = primary
    }

    /// What stands before Holdfast manages anything.
    func publish(_ key: DNSRecordKey, _ values: [String]) {
        primary.put(values, at: key, ttl: Self.ttl)
        secondary = primary
    }

    /// One message: all of it on condition that everything stands as expected, or nothing.
    func replace(_ changes: [DNSChange]) throws(PortError) {
        try primary.replace(isPlanted(.dnsChangesAreUnconditional) ? try rebased(changes) : changes)
        if isPlanted(.dnsIsEmptiedFirst) { empty(changes) }
        followSoon()
    }

    /// The same changes, whatever stands there.
    private func rebased(_ changes: [DNSChange]) throws(PortError) -> [DNSChange] {
        let standing = try primary.read(changes.map(\.expected.key))
        return zip(changes, standing).map { change, snapshot in
            DNSChange(expected: snapshot, values: change.values, ttl: change.ttl, token: change.token)
        }
    }

    /// The values come with a second message.
    private func empty(_ changes: [DNSChange]) {
        for change in changes { primary.put([], at: change.expected.key, ttl: Self.ttl) }
        scheduler.after(.milliseconds(5)) {
            for change in changes { self.primary.put(change.values, at: change.expected.key, ttl: Self.ttl) }
            self.followSoon()
        }
    }

    /// A stranger with the key changes a record and leaves the token.
    func drift(_ key: DNSRecordKey, to values: [String]) {
        primary.put(values, at: key, ttl: Self.ttl)
        followSoon()
    }

    /// A stranger with the key writes something else beside a record.
    func replaceToken(beside key: DNSRecordKey, by text: String?) {
        primary.putToken(text, beside: key.name)
        followSoon()
    }

    private func followSoon() {
        scheduler.after(random.duration(in: .milliseconds(5)...(.milliseconds(400)))) {
            self.secondary = self.primary
        }
    }
}
