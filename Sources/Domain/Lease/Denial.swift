/// One gate of DESIGN 3.2 that does not let a failover pass, with its figures.
package struct Denial: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The gates, in the order in which they are listed to people.
    package enum Gate: String, Hashable, Codable, Sendable, CaseIterable {
        case restored
        case freeze
        case plan
        case mode
        case coolDown
        case otherExecution
        case simultaneousFailovers
        case targetHealth
        case targetHealthier
        case dataLoss
        case readiness
    }

    package var gate: Gate
    /// One sentence with the figures.
    package var reason: String

    package init(_ gate: Gate, _ reason: String) {
        self.gate = gate
        self.reason = reason
    }

    package var description: String { "\(gate.rawValue): \(reason)" }
}
