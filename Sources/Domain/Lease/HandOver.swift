/// What a controller that stops by plan leaves to guardians, so that its restart fences nobody (DESIGN 3.1, "Availability of
/// leases"): longer grants, stored before they are given. Its next process counts as having granted them.
package struct HandOver: Hashable, Codable, Sendable {
    /// A grant that outlasts its controller's process.
    package struct Entry: Hashable, Codable, Sendable {
        package var application: ApplicationID
        package var guardian: AgentProcess
        package var epoch: Epoch
        /// The highest report of the guardian that this controller answers with any grant.
        package var report: ReportNumber
        package var terms: LeaseTerms

        package init(
            application: ApplicationID,
            guardian: AgentProcess,
            epoch: Epoch,
            report: ReportNumber,
            terms: LeaseTerms
        ) {
            self.application = application
            self.guardian = guardian
            self.epoch = epoch
            self.report = report
            self.terms = terms
        }
    }

    /// By application and guardian.
    package var entries: [Entry]

    package init(_ entries: [Entry] = []) {
        self.entries = entries.sorted { ($0.application, $0.guardian) < ($1.application, $1.guardian) }
    }
}
