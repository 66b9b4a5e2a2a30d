/// How a simulated host keeps writes out.
package enum FenceKind: String, Hashable, Sendable, CaseIterable {
    /// The permission expires by itself in the kernel, whatever becomes of the agent.
    case kernel
    /// A command closes it; a supervisor does when the agent hangs or dies.
    case command
}
