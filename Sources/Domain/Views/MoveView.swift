/// What a move does, or would do.
package struct MoveView: Hashable, Codable, Sendable {
    package var application: ApplicationID
    package var source: RegionID
    package var target: RegionID?
    package var epoch: Epoch
    package var isDryRun: Bool
    package var denials: [Denial]
    /// The steps that run, in an order in which they may.
    package var steps: [StepID]
    /// What it would lose; `nil` where nothing measures that.
    package var loss: LossEstimate?
    /// How long it may have to wait, where guardians of the source cannot be heard, for the end of what a controller that was
    /// stopped by plan has left to them.
    package var longestWait: Duration?
    package var proposal: ProposalNumber?

    package init(
        application: ApplicationID,
        source: RegionID,
        target: RegionID?,
        epoch: Epoch,
        isDryRun: Bool,
        denials: [Denial],
        steps: [StepID],
        loss: LossEstimate?,
        longestWait: Duration?,
        proposal: ProposalNumber?
    ) {
        self.application = application
        self.source = source
        self.target = target
        self.epoch = epoch
        self.isDryRun = isDryRun
        self.denials = denials
        self.steps = steps
        self.loss = loss
        self.longestWait = longestWait
        self.proposal = proposal
    }
}
