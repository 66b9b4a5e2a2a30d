import Cryptography
import Domain
import JournalFormat

/// Who leads.
struct StoredLeadership: Codable {
    var term: Term
    var leader: ControllerID?
    var process: ProcessNumber?
}

/// A sign of life of the leader.
struct StoredBeat: Codable {
    var term: Term
}

/// Where the journal ends.
struct StoredJournalEnd: Codable {
    var position: JournalPosition
    /// In hexadecimal digits.
    var hash: String

    init(_ chain: JournalChain) {
        position = chain.position
        hash = Hex.encode(chain.hash)
    }

    var chain: JournalChain? {
        guard let bytes = Hex.decode(hash), bytes.count == JournalChain.empty.hash.count else { return nil }
        return JournalChain(position: position, hash: bytes)
    }
}

/// The controllers and what they may have granted.
struct StoredControllers: Codable {
    var set: ControllerSetDescription
    /// Whose grants under the outgoing set alone have ended; left out while there are none.
    var oldGrantsEnded: [ControllerID]?
    var processes: [ControllerID: ProcessNumber]
    var places: [ControllerID: ControllerPlace]
    var longestTTL: Int64
    var longestFence: Int64
    /// Left out while there is none.
    var handOvers: [ControllerID: HandOver]?

    private enum CodingKeys: String, CodingKey {
        case set, processes, places
        case oldGrantsEnded = "old_grants_ended"
        case longestTTL = "longest_ttl_ms"
        case longestFence = "longest_fence_ms"
        case handOvers = "hand_overs"
    }

    /// Terms in whole milliseconds that are not less: a stored one may be longer than what was granted, never shorter.
    init(_ state: CoordinationState) {
        set = state.board.controllerSet
        oldGrantsEnded = state.board.oldGrantsEnded.isEmpty ? nil : state.board.oldGrantsEnded.sorted()
        processes = state.processes
        places = state.board.places
        longestTTL = state.longestTerms.ttl.millisecondsRoundedUp
        longestFence = state.longestTerms.fenceTimeout.millisecondsRoundedUp
        handOvers = state.board.handOvers.isEmpty ? nil : state.board.handOvers
    }

    var longestTerms: LeaseTerms {
        LeaseTerms(ttl: .milliseconds(longestTTL), fenceTimeout: .milliseconds(longestFence))
    }
}

/// Plan versions and freezes.
struct StoredPlans: Codable {
    struct Freeze: Codable {
        /// Left out for every application.
        var application: ApplicationID?
        var until: Timestamp?
    }

    var versions: [ApplicationID: PlanVersion]
    var freezes: [Freeze]

    init(_ state: CoordinationState) {
        versions = state.planVersions
        freezes = state.freezes.map { Freeze(application: $0.key, until: $0.value.until) }
            .sorted { ($0.application?.rawValue ?? "") < ($1.application?.rawValue ?? "") }
    }

    var freezesByScope: [ApplicationID?: CoordinationState.Freeze] {
        Dictionary(
            freezes.map { ($0.application, CoordinationState.Freeze(until: $0.until)) },
            uniquingKeysWith: { _, last in last }
        )
    }
}

/// How far a controller's copy of the journal goes.
struct StoredCopy: Codable {
    var position: JournalPosition
}

extension Duration {
    fileprivate var millisecondsRoundedUp: Int64 {
        let whole = wholeMilliseconds
        return .milliseconds(whole) < self ? whole + 1 : whole
    }
}
