import Domain

/// A grant as a guardian counts it: with the instant at which it ends on the guardian's own clock.
struct HeldGrant: Hashable, Sendable {
    var epoch: Epoch
    var deadline: Instant
    /// The report that it answers; zero for one that was inherited from the process before.
    var report: ReportNumber
    var proposalsOver: ProposalNumber
}
