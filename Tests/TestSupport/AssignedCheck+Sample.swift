import Domain

extension AssignedCheck {
    /// A check that an agent of us-east-1 runs for the application there.
    package static func sample(
        _ uses: String,
        _ parameters: Parameters,
        id: CheckID,
        timeout: Duration
    ) -> AssignedCheck {
        AssignedCheck(
            application: "printapp",
            check: id,
            subject: "us-east-1",
            planVersion: 1,
            uses: uses,
            with: parameters,
            every: .seconds(1),
            timeout: timeout,
            downAfter: 2,
            upAfter: 5
        )
    }
}
