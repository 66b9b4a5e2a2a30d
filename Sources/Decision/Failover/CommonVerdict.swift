import Domain

/// What the controllers hold of a region together (DESIGN S2).
package enum CommonVerdict: Hashable, Sendable {
    /// A majority of the configured controllers holds it.
    case agreed(Verdict)
    /// A majority publishes, and no verdict has a majority: that is doubt. One line for each controller.
    case split([String])
}
