import Domain

/// When each group of records was last looked at, and what has been said about it.
struct DNSWatch: Sendable {
    struct Key: Hashable, Comparable {
        var application: ApplicationID
        var group: DNSGroupID

        static func < (left: Key, right: Key) -> Bool {
            (left.application, left.group) < (right.application, right.group)
        }
    }

    private enum Kind: Hashable {
        case asWanted, drifted, untouchable, unseen
    }

    private var due: [Key: Instant] = [:]
    private var said: [Key: Kind] = [:]
    private var clockDue: [Key: Instant] = [:]

    /// Whether the same kind of sight was the last that was told of. It is from now on.
    mutating func isSaid(_ sight: DNSSight, of key: Key) -> Bool {
        let kind: Kind =
            switch sight {
            case .asWanted: .asWanted
            case .drifted: .drifted
            case .untouchable: .untouchable
            case .unseen: .unseen
            }
        return said.updateValue(kind, forKey: key) == kind
    }

    /// When anything is looked at next, if it may be then.
    var dues: [Instant] { Array(due.values) + clockDue.values }

    mutating func isDue(_ key: Key, at now: Instant) -> Bool {
        guard due[key] ?? .boot <= now else { return false }
        due[key] = now + Self.interval
        return true
    }

    mutating func isClockDue(_ key: Key, at now: Instant) -> Bool {
        guard clockDue[key] ?? .boot <= now else { return false }
        clockDue[key] = now + Self.clockInterval
        return true
    }

    /// Clocks drift slowly; one that was set wrong is known long before the next failover.
    private static let clockInterval = Duration.seconds(300)

    /// A fifth of what a name server tolerates (the fudge of 300 s, RFC 8945): enough time left to mend the clock.
    static let tolerableClockSkew = Duration.seconds(60)

    /// Often enough to see a stray edit before most caches do, and a trifle for the name server.
    private static let interval = Duration.seconds(10)
}
