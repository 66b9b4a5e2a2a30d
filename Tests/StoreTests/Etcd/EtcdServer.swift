import Cryptography
import Domain
import Foundation
import FoundationNetworking
import JournalFormat
import Logging
import Ports
import StoreEtcd
import SystemClock
import TestSupport
import Testing

/// A real etcd on loopback, with its data in memory. It goes with this process, however that ends: a shell waits for the end
/// of its own input, which is a pipe from here, and then ends etcd and removes its data.
final class EtcdServer: Sendable {
    let endpoint: String
    /// For clients.
    let port: UInt16
    private let process: Process
    private let input: FileHandle
    let directory: String
    private let pidFile: String

    /// One for all tests that need nothing special of it.
    static let shared = Result { try EtcdServer() }

    /// Starts it; it is not ready yet. Its name is that in a cluster of its own, or in the one that the arguments describe.
    init(
        ports: (client: UInt16, peer: UInt16) = (freePort(), freePort()),
        name: String = "solo",
        directory: String? = nil,
        scheme: String = "http",
        arguments: [String] = []
    ) throws {
        let directory = directory ?? "/dev/shm/holdfast-etcd-\(UUID().uuidString)"
        self.directory = directory
        let peer = "http://127.0.0.1:\(ports.peer)"
        endpoint = "\(scheme)://127.0.0.1:\(ports.client)"
        port = ports.client
        pidFile = directory + ".pid"
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            ["-c", Self.keeper, "keeper", directory, "etcd", "--name", name, "--data-dir", directory]
            + ["--listen-client-urls", endpoint, "--advertise-client-urls", endpoint]
            + ["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--logger", "zap"]
            + ["--heartbeat-interval", "50", "--election-timeout", "500"]
            + (arguments.isEmpty ? ["--initial-cluster", "\(name)=\(peer)"] : arguments)
        let pipe = Pipe()
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        input = pipe.fileHandleForWriting
        try process.run()
    }

    private static let keeper = """
        directory=$1; shift
        "$@" >"$directory.log" 2>&1 </dev/null & pid=$!
        echo $pid >"$directory.pid"
        cat >/dev/null
        kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
        rm -rf "$directory" "$directory.pid" "$directory.log"
        """

    /// Ends it for good, with its data.
    func remove() {
        try? input.close()
        process.waitUntilExit()
    }

    /// Sends a signal to etcd itself.
    func signal(_ number: Int32) throws {
        let text = try String(contentsOfFile: pidFile, encoding: .utf8).filter(\.isNumber)
        guard let pid = Int32(text), pid > 1 else { throw PortError(.unavailable, "no process in \(pidFile)") }
        kill(pid, number)
    }

    /// Waits until it answers.
    func waitUntilReady() async throws {
        let settings = try EtcdSettings(endpoints: [endpoint])
        try await eventually("etcd at \(endpoint) answers") {
            let store = try? await EtcdCoordinationStore.opened(
                settings,
                cluster: "ready",
                controller: "c1",
                copy: MemoryJournalCopy(),
                initialControllers: ["c1"],
                time: SystemTime(),
                logger: .silent
            )
            await store?.close()
            return store != nil
        }
    }
}

extension Result<EtcdServer, any Error> {
    /// Runs a test on a new cluster's store.
    func withStore(
        controllers: [ControllerID] = [StoreKind.controller],
        _ test: (EtcdCoordinationStore) async throws -> Void
    ) async throws {
        let server = try get()
        try await server.waitUntilReady()
        let settings = try EtcdSettings(endpoints: [server.endpoint])
        try await withEtcdStores(1, settings, controllers: controllers) { try await test($0[0]) }
    }
}

extension EtcdCoordinationStore {
    /// A store that is open.
    static func opened(
        _ settings: EtcdSettings,
        cluster: String,
        controller: ControllerID,
        copy: any JournalCopy,
        initialControllers: [ControllerID],
        leaderSilence: Duration = defaultLeaderSilence,
        bounds: EtcdBounds = EtcdBounds(),
        time: any TimeSource,
        logger: Logger
    ) async throws(PortError) -> EtcdCoordinationStore {
        let store = try EtcdCoordinationStore(
            settings,
            cluster: cluster,
            controller: controller,
            copy: copy,
            initialControllers: initialControllers,
            leaderSilence: leaderSilence,
            bounds: bounds,
            time: time,
            logger: logger
        )
        do throws(PortError) { try await store.open() } catch {
            await store.close()
            throw error
        }
        return store
    }
}

/// Opens stores of one new cluster and runs them while a test does.
func withEtcdStores(
    _ count: Int,
    _ settings: EtcdSettings,
    cluster: String = "test-\(UUID().uuidString)",
    controllers: [ControllerID],
    leaderSilence: Duration = EtcdCoordinationStore.defaultLeaderSilence,
    bounds: EtcdBounds = EtcdBounds(),
    copies: [any JournalCopy] = [],
    time: any TimeSource = SystemTime(),
    _ test: ([EtcdCoordinationStore]) async throws -> Void
) async throws {
    var stores: [EtcdCoordinationStore] = []
    for index in 0..<count {
        stores.append(
            try await EtcdCoordinationStore.opened(
                settings,
                cluster: cluster,
                controller: ControllerID("c\(index + 1)"),
                copy: copies.indices.contains(index) ? copies[index] : MemoryJournalCopy(),
                initialControllers: controllers,
                leaderSilence: leaderSilence,
                bounds: bounds,
                time: time,
                logger: .silent
            )
        )
    }
    let opened = stores
    let result: Result<Void, any Error> = await withTaskGroup(of: Void.self) { group in
        for store in opened { group.addTask { try? await store.run() } }
        let result: Result<Void, any Error>
        do { result = .success(try await test(opened)) } catch { result = .failure(error) }
        group.cancelAll()
        return result
    }
    for store in stores { await store.close() }
    try result.get()
}

/// Polls until something is so, for at most twenty seconds.
func eventually(
    _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ isSo: () async throws -> Bool
) async throws {
    for _ in 0..<1000 {
        if try await isSo() { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("never: \(what)", sourceLocation: sourceLocation)
    throw PortError(.unavailable, "never: \(what)")
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

extension EtcdServer {
    /// Asks the gateway something that Holdfast itself does not.
    @discardableResult
    func post(_ path: String, _ body: String, token: String? = nil) async throws -> Data {
        guard let url = URL(string: "\(endpoint)/v3/\(path)") else { throw PortError(.rejected, path) }
        var request = URLRequest(url: url, timeoutInterval: 5)
        request.httpMethod = "POST"
        request.httpBody = Data(body.utf8)
        if let token { request.setValue(token, forHTTPHeaderField: "Authorization") }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else {
            throw PortError(.rejected, String(decoding: data, as: UTF8.self))
        }
        return data
    }

    func status() async throws -> EtcdStatus {
        try JSONDecoder().decode(EtcdStatus.self, from: try await post("maintenance/status", "{}"))
    }

    /// Drops the history of all keys up to now.
    func compact() async throws {
        struct Answer: Decodable { var header: [String: String] }
        let now = try JSONDecoder().decode(Answer.self, from: try await post("kv/range", #"{"key":"AA=="}"#)).header[
            "revision"
        ]
        try await post("kv/compaction", #"{"revision":"\#(now ?? "")"}"#)
    }
}
