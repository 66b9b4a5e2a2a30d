/// Where an application is active, and under which epoch.
package struct Assignment: Hashable, Codable, Sendable {
    package var epoch: Epoch
    package var region: RegionID
    /// The epoch whose runbook has reached its `activate` step: `/active` answers 200 only under an activated epoch.
    package var activatedEpoch: Epoch

    package init(epoch: Epoch, region: RegionID, activatedEpoch: Epoch) {
        self.epoch = epoch
        self.region = region
        self.activatedEpoch = activatedEpoch
    }

    package var isActivated: Bool { activatedEpoch == epoch }
}
