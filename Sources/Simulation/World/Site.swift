import Domain

/// A place in the simulated world from which others can be cut off.
package enum Site: Hashable, Comparable, Sendable, CustomStringConvertible {
    case region(RegionID)
    /// The coordination store, as a whole.
    case store
    /// The primary name server.
    case nameServer
    /// Where customers are.
    case customers

    package var description: String {
        switch self {
        case .region(let region): region.rawValue
        case .store: "store"
        case .nameServer: "dns"
        case .customers: "customers"
        }
    }

    package static func < (left: Site, right: Site) -> Bool { left.description < right.description }
}
