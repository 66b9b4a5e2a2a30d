import AgentAdapters
import ConfigurationFile
import Domain

/// agent.yaml.
struct AgentConfiguration: Codable {
    var cluster: String
    var id: AgentID
    var region: RegionID
    /// One address of each controller.
    var controllers: [String]
    var tls: CertificateFiles
    /// Survives reboots: epochs, terms, the hooks' ledger.
    var stateDirectory: ConfiguredPath
    /// Gone after a reboot: leases left to a successor.
    var runtimeDirectory: ConfiguredPath
    /// Where `/active` and `/lease` answer.
    var statusListen: String?
    /// The systemd unit that supervises this agent; what it promises bounds a command fence.
    var unit: ConfiguredPath?
    var fences: [String: FenceConfiguration]?
    var hooks: [String: HookConfiguration]?
    var databases: [String: DatabaseConfiguration]?

    private enum CodingKeys: String, CodingKey {
        case cluster, id, region, controllers, tls, fences, hooks, databases, unit
        case stateDirectory = "state_dir"
        case runtimeDirectory = "runtime_dir"
        case statusListen = "status_listen"
    }
}

/// How writes to one application are stopped on this host.
struct FenceConfiguration: Codable {
    enum Kind: String, ConfiguredChoice {
        case command
        case nftables
    }

    var kind: Kind
    /// The bound that must be kept: at most the plan's `detection.lease.fence_timeout`.
    var fenceTimeout: ConfiguredDuration
    /// nftables: what is reachable only under the lease.
    var ports: [UInt16]?
    var addresses: [String]?
    /// command: what ends, allows and prolongs writing.
    var close: [String]?
    var open: [String]?
    var extend: [String]?
    var user: String?
    var limit: ConfiguredDuration?
    /// What ends writing when `close` fails or hangs: a command, a process to kill, or the host.
    var hardStop: HardStopConfiguration?

    private enum CodingKeys: String, CodingKey {
        case kind, ports, addresses, close, open, extend, user, limit
        case fenceTimeout = "fence_timeout"
        case hardStop = "hard_stop"
    }
}

/// Exactly one of these.
struct HardStopConfiguration: Codable {
    var command: [String]?
    var killPIDFile: ConfiguredPath?
    var reboot: Bool?
    var limit: ConfiguredDuration?

    private enum CodingKeys: String, CodingKey {
        case command, reboot, limit
        case killPIDFile = "kill_pid_file"
    }
}

/// A command that controllers may order.
struct HookConfiguration: Codable {
    var command: [String]
    var user: String?
    var timeout: ConfiguredDuration?
    var inspect: [String]?
    var stopGrace: ConfiguredDuration?

    private enum CodingKeys: String, CodingKey {
        case command, user, timeout, inspect
        case stopGrace = "stop_grace"
    }
}

/// A database of this host. Exactly one of these names where its connection string stands.
struct DatabaseConfiguration: Codable {
    var dsnFile: ConfiguredPath?
    var dsnVariable: String?
    /// How it becomes a standby of the server that has taken its place.
    var rejoin: RejoinConfiguration?

    private enum CodingKeys: String, CodingKey {
        case rejoin
        case dsnFile = "dsn_file"
        case dsnVariable = "dsn_env"
    }
}

/// What `holdfast-agent database rejoin` needs to know. Exactly one of the first two names where the connection string of the
/// other server stands.
struct RejoinConfiguration: Codable {
    var sourceFile: ConfiguredPath?
    var sourceVariable: String?
    /// One of the fences of this file: under its lease nothing is done.
    var application: String
    var data: ConfiguredPath
    var programs: ConfiguredPath
    /// Where it is not among the data.
    var configuration: ConfiguredPath?
    var user: String?
    var stop: [String]
    var start: [String]

    private enum CodingKeys: String, CodingKey {
        case application, data, programs, configuration, user, stop, start
        case sourceFile = "source_dsn_file"
        case sourceVariable = "source_dsn_env"
    }
}
