import ConfigurationFile
import Domain

/// controller.yaml.
struct ControllerConfiguration: Codable {
    var cluster: String
    var id: ControllerID
    /// The region that this controller stands in.
    var region: RegionID
    var dataDirectory: ConfiguredPath
    var listen: String
    /// Where operators reach it, if that is not where it listens.
    var advertise: String?
    var tls: CertificateFiles
    /// Where three or five controllers meet; a single one keeps everything in its data directory.
    var etcd: EtcdSection?
    var mostSimultaneousFailovers: Int?
    /// How long after its leadership was confirmed it may still call what nothing fences.
    var effectWindow: ConfiguredDuration?
    /// What the leader asks as long as it leads, so that somebody outside notices when nobody does.
    var deadMan: DeadManConfiguration?

    struct DeadManConfiguration: Codable {
        var url: String
        var every: ConfiguredDuration
    }

    private enum CodingKeys: String, CodingKey {
        case cluster, id, region, listen, advertise, tls, etcd
        case dataDirectory = "data_dir"
        case deadMan = "dead_man"
        case effectWindow = "effect_window"
        case mostSimultaneousFailovers = "most_simultaneous_failovers"
    }
}
