import Domain

/// One part of the state, kept under one key: what a transaction names in its conditions.
package enum Part: Hashable, Sendable, CustomStringConvertible {
    /// Who leads, in which process, under which term.
    case leadership
    /// Written by the leader again and again; says nothing but that it is there.
    case beat
    /// Position and hash of the last record.
    case journalEnd
    /// The controller set, the newest process and the place of every controller, the longest lease terms, what was handed over.
    case controllers
    /// The applied version of every plan, and what is frozen.
    case plans
    case application(ApplicationID)
    /// Attached to the session of its controller, and gone with it.
    case opinion(ControllerID)
    /// How far a controller's own copy of the journal goes.
    case copy(ControllerID)

    /// The key, below that of the cluster.
    package var key: String {
        switch self {
        case .leadership: "leadership"
        case .beat: "beat"
        case .journalEnd: "journal-end"
        case .controllers: "controllers"
        case .plans: "plans"
        case .application(let id): Self.applications + id.rawValue
        case .opinion(let id): Self.opinions + id.rawValue
        case .copy(let id): Self.copies + id.rawValue
        }
    }

    /// - Returns: `nil` for a record of the journal and for what a newer version keeps there.
    package init?(key: some StringProtocol) {
        switch String(key) {
        case "leadership": self = .leadership
        case "beat": self = .beat
        case "journal-end": self = .journalEnd
        case "controllers": self = .controllers
        case "plans": self = .plans
        case let key where key.hasPrefix(Self.applications):
            self = .application(ApplicationID(key.dropFirst(Self.applications.count)))
        case let key where key.hasPrefix(Self.opinions):
            self = .opinion(ControllerID(key.dropFirst(Self.opinions.count)))
        case let key where key.hasPrefix(Self.copies):
            self = .copy(ControllerID(key.dropFirst(Self.copies.count)))
        case _: return nil
        }
    }

    package var description: String { key }

    static let applications = "application/"
    static let opinions = "opinion/"
    static let copies = "copy/"

    /// Whether it may go: the others never do.
    var mayVanish: Bool {
        switch self {
        case .opinion: true
        case .leadership, .beat, .journalEnd, .controllers, .plans, .application, .copy: false
        }
    }
}
