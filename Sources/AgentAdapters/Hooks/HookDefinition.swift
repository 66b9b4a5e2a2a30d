import Domain

/// A command that the agent's own file lets controllers order (DESIGN 4.3).
package struct HookDefinition: Hashable, Sendable {
    package var name: HookName
    package var argv: [String]
    /// Whose rights it has; the agent's own if `nil`.
    package var user: String?
    /// The longest it may take; an order can only shorten it.
    package var timeout: Duration
    /// Tells what became of a run that was interrupted: exit code 0 for "it took effect", 1 for "it did not", any other for
    /// "not known". It gets the environment of the run and must change nothing.
    package var inspect: [String]?
    /// From asking the hook's processes to end to killing them.
    package var stopGrace: Duration

    package init(
        name: HookName,
        argv: [String],
        user: String? = nil,
        timeout: Duration,
        inspect: [String]? = nil,
        stopGrace: Duration = .seconds(5)
    ) {
        self.name = name
        self.argv = argv
        self.user = user
        self.timeout = timeout
        self.inspect = inspect
        self.stopGrace = stopGrace
    }
}
