import Domain

/// What agent.yaml says about a fence in the kernel's packet filter.
package struct NFTablesFenceConfiguration: Hashable, Sendable {
    package var application: ApplicationID
    /// The TCP ports that are reachable only while the lease is held.
    package var ports: [UInt16]
    /// The addresses, or prefixes, on which the ports are guarded; empty for all addresses of this host. To be named where
    /// what is guarded runs in a container with an address of its own.
    package var addresses: [String]
    /// The nft command; something before it chooses another network namespace.
    package var nft: [String]
    /// How long one run of nft may take.
    package var limit: Duration
    /// How long starting a command may hang beside that.
    package var starting: Duration
    /// The bound that must be kept, as the plan's `detection.lease.fence_timeout`.
    package var fenceTimeout: Duration

    package init(
        application: ApplicationID,
        ports: [UInt16],
        addresses: [String] = [],
        nft: [String] = ["nft"],
        limit: Duration = .milliseconds(500),
        starting: Duration = CommandLimits.promptStart,
        fenceTimeout: Duration
    ) {
        self.application = application
        self.ports = ports
        self.addresses = addresses
        self.nft = nft
        self.limit = limit
        self.starting = starting
        self.fenceTimeout = fenceTimeout
    }
}

extension NFTablesFenceConfiguration {
    var limits: CommandLimits { CommandLimits(timeout: limit, starting: starting) }
}
