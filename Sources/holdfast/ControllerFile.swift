import ConfigurationFile
import Domain
import EtcdConfiguration
import Ports

/// What controller.yaml says that matters to whoever fills a controller's place.
struct ControllerFile: Codable {
    var cluster: String
    var id: ControllerID
    var dataDirectory: ConfiguredPath
    var tls: CertificateFiles
    var etcd: EtcdSection?

    private enum CodingKeys: String, CodingKey {
        case cluster, id, tls, etcd
        case dataDirectory = "data_dir"
    }

    static func read(_ path: String) throws(PortError) -> ControllerFile {
        try ConfigurationFile.read(ControllerFile.self, from: path, unknownKeys: .ignored)
    }
}
