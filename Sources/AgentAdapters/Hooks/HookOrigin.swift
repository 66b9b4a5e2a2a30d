import Domain

/// On whose behalf a command runs, as a hook finds it in its environment.
package struct HookOrigin: Hashable, Sendable {
    var execution: ExecutionID
    var application: ApplicationID
    var epoch: Epoch

    /// `nil` where a person runs it by hand.
    package init?(_ environment: [String: String]) {
        guard let execution = environment["HOLDFAST_EXECUTION"], let application = environment["HOLDFAST_APPLICATION"],
            let epoch = environment["HOLDFAST_EPOCH"].flatMap({ UInt64($0) })
        else { return nil }
        self.execution = ExecutionID(execution)
        self.application = ApplicationID(application)
        self.epoch = Epoch(epoch)
    }
}
