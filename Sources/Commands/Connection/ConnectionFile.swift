import Yams

/// The operator's configuration file:
///
/// ```yaml
/// cluster: example
/// controllers: ["a.example.com:7420", "b.example.com:7420"]
/// certificate: ann.crt
/// key: ann.key
/// trust: ca.crt
/// ```
///
/// Every key may be absent. Relative paths start at the file's own directory.
struct ConnectionFile: Hashable {
    var cluster: String?
    var controllers: [String] = []
    var certificate: String?
    var key: String?
    var trust: String?

    init() {}

    /// Reads a file.
    ///
    /// - Throws: a failure that names the file and what is wrong in it.
    init(path: String, home: String?) throws(CommandFailure) {
        self = try Self.read(try TextFile.read(path), path)
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        certificate = certificate.map { Self.place($0, folder, home) }
        key = key.map { Self.place($0, folder, home) }
        trust = trust.map { Self.place($0, folder, home) }
    }

    private static func place(_ path: String, _ folder: String, _ home: String?) -> String {
        if path.hasPrefix("~/"), let home { return home + path.dropFirst() }
        return path.hasPrefix("/") ? path : folder + path
    }

    private static func read(_ text: String, _ path: String) throws(CommandFailure) -> ConnectionFile {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw wrong(path, "it is not YAML: \(error)")
        }
        guard let root else { return ConnectionFile() }
        guard let mapping = root.mapping else { throw wrong(path, "it must be a mapping of keys to values") }
        var file = ConnectionFile()
        for (key, value) in mapping { try file.take(key.string ?? "", value, path) }
        return file
    }

    private mutating func take(_ name: String, _ value: Node, _ path: String) throws(CommandFailure) {
        switch name {
        case "cluster": cluster = try Self.text(name, value, path)
        case "certificate": certificate = try Self.text(name, value, path)
        case "key": key = try Self.text(name, value, path)
        case "trust": trust = try Self.text(name, value, path)
        case "controllers":
            guard let items = value.sequence else { throw Self.wrong(path, "controllers must be a list") }
            controllers = try items.map { item throws(CommandFailure) in try Self.text(name, item, path) }
        default:
            let names = "cluster, controllers, certificate, key, trust"
            throw Self.wrong(path, "there is no key \(name.isEmpty ? "like that" : "\"\(name)\""); there are \(names)")
        }
    }

    private static func text(_ name: String, _ value: Node, _ path: String) throws(CommandFailure) -> String {
        guard let text = value.scalar?.string, !text.isEmpty else { throw wrong(path, "\(name) must be a text") }
        return text
    }

    private static func wrong(_ path: String, _ what: String) -> CommandFailure {
        CommandFailure(.failed, "\(path): \(what)")
    }
}
