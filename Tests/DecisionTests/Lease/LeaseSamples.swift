import Decision
import Domain

/// Names and figures that the lease tests share.
enum Sample {
    static let application: ApplicationID = "printapp"
    static let east: RegionID = "us-east-1"
    static let west: RegionID = "us-west-2"
    static let terms = LeaseTerms(ttl: .seconds(3), fenceTimeout: .seconds(2))
    static let handOver = LeaseTerms(ttl: .seconds(300), fenceTimeout: .seconds(2))
    static let controllers: [ControllerID] = ["a", "b", "c"]

    static func set(_ members: [ControllerID] = controllers, version: ControllerSetVersion = 1)
        -> ControllerSetDescription
    {
        ControllerSetDescription(version: version, members: members)
    }

    static func assignment(_ epoch: Epoch = 1, _ region: RegionID = east) -> Assignment {
        Assignment(epoch: epoch, region: region, activatedEpoch: epoch)
    }

    static func proposal(
        _ number: ProposalNumber = 1,
        epoch: Epoch = 1,
        proof: Proposal.Proof = .confirmationOrWait
    ) -> Proposal {
        Proposal(
            number: number,
            application: application,
            epoch: epoch,
            source: east,
            target: west,
            cause: .scenario("region-failure", verdict: .failed),
            proof: proof,
            deadline: Timestamp(milliseconds: 60_000)
        )
    }
}

extension Instant {
    /// A moment on the test's clock, in seconds.
    static func at(_ seconds: Double) -> Instant { Instant(sinceBoot: .seconds(seconds)) }
}
