import Cryptography
import Domain

/// Everything needed to reach the controllers, complete and checked as far as that goes without them.
package struct ConnectionSettings: Hashable, Sendable {
    /// The cluster that controllers' certificates must be of.
    package var cluster: String
    /// `host` or `host:port`, at least one.
    package var controllers: [String]
    package var certificateFile: String
    package var keyFile: String
    package var trustFile: String

    package init(
        cluster: String,
        controllers: [String],
        certificateFile: String,
        keyFile: String,
        trustFile: String
    ) {
        self.cluster = cluster
        self.controllers = controllers
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.trustFile = trustFile
    }

    /// The same operator's way to one controller.
    func to(_ controller: String) -> ConnectionSettings {
        var settings = self
        settings.controllers = [controller]
        return settings
    }

    /// What the options say and, where they say nothing, the configuration file.
    init(_ options: ConnectionOptions, in surroundings: Surroundings) throws(CommandFailure) {
        let file = try Self.file(options, in: surroundings)
        let controllers = options.controllers.isEmpty ? file.controllers : options.controllers
        guard !controllers.isEmpty else { throw Self.missing("--controller", "controllers") }
        guard let certificate = options.cert ?? file.certificate else { throw Self.missing("--cert", "certificate") }
        guard let key = options.key ?? file.key else { throw Self.missing("--key", "key") }
        guard let trust = options.ca ?? file.trust else { throw Self.missing("--ca", "trust") }
        let cluster = try Self.cluster(ofOperatorIn: certificate, at: surroundings)
        guard file.cluster == nil || options.cert != nil || file.cluster == cluster else {
            let text =
                "\(certificate) is of the cluster \(cluster), the configuration file is for \(file.cluster ?? "")"
            throw CommandFailure(.usage, "\(text): name the certificate of that cluster")
        }
        self.init(
            cluster: cluster,
            controllers: controllers,
            certificateFile: certificate,
            keyFile: key,
            trustFile: trust
        )
    }

    private static func file(
        _ options: ConnectionOptions,
        in surroundings: Surroundings
    ) throws(CommandFailure) -> ConnectionFile {
        let home = surroundings.environment["HOME"]
        if let named = options.config ?? surroundings.environment["HOLDFAST_CONFIG"], !named.isEmpty {
            return try ConnectionFile(path: named, home: home)
        }
        guard let home else { return ConnectionFile() }
        let usual = home + usualFile
        return TextFile.exists(usual) ? try ConnectionFile(path: usual, home: home) : ConnectionFile()
    }

    private static func missing(_ option: String, _ key: String) -> CommandFailure {
        CommandFailure(.usage, "no \(key) given: use \(option), or \"\(key)\" in ~\(usualFile) (or --config FILE)")
    }

    /// The cluster stands in the certificate: asking for it twice would only be a way to be wrong.
    private static func cluster(
        ofOperatorIn path: String,
        at surroundings: Surroundings
    ) throws(CommandFailure) -> String {
        let certificate: Certificate
        do throws(CryptographyError) {
            certificate = try Certificate(pem: try TextFile.readPEM(path))
        } catch {
            throw CommandFailure(.failed, error.message.contains(path) ? error.message : "\(path): \(error.message)")
        }
        let parts = certificate.uris.first?.split(separator: "/") ?? []
        guard parts.count > 2, parts[0] == "spiffe:", parts[2] == "operator" else {
            let advice = "make one with: holdfast pki issue operator NAME"
            throw CommandFailure(.usage, "\(path) is not the certificate of an operator; \(advice)")
        }
        try checkTime(certificate, path, at: surroundings)
        return String(parts[1])
    }

    private static func checkTime(
        _ certificate: Certificate,
        _ path: String,
        at surroundings: Surroundings
    ) throws(CommandFailure) {
        let (now, end) = (surroundings.now, certificate.notAfter)
        let advice = "renew it with: holdfast pki issue operator NAME --renew"
        guard now < end else {
            throw CommandFailure(.failed, "\(path) expired on \(surroundings.times.clock(end)); \(advice)")
        }
        guard end - now < CertificateLife.warning else { return }
        surroundings.warn("\(path) expires \(surroundings.times.relative(end)); \(advice)")
    }

    private static let usualFile = "/.config/holdfast/config.yaml"
}
