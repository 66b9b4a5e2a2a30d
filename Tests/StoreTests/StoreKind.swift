import Domain
import Foundation
import InMemoryPorts
import Ports
import StoreSQLite
import Testing

/// The implementations of the port, each of which keeps the whole contract.
enum StoreKind: String, CaseIterable, Sendable {
    case inMemory
    case sqlite
    /// A real etcd, with keys of its own for every test.
    case etcd

    /// The controller that every implementation serves.
    static let controller: ControllerID = "c1"

    /// Runs a test on a new store whose controller set is ``controller`` alone.
    func withStore(_ test: (any CoordinationStore) async throws -> Void) async throws {
        switch self {
        case .inMemory: try await test(InMemoryCoordinationStore(members: Self.controller))
        case .sqlite:
            try await withDirectory { directory in
                let store = try SQLiteCoordinationStore(directory, controller: Self.controller)
                try await test(store)
                try await store.close()
            }
        case .etcd:
            try await EtcdServer.shared.withStore { try await test($0) }
        }
    }

    /// Runs a test on a new store in which an application is active.
    func withScene(_ steps: [Scene.Step] = [], _ test: (Scene) async throws -> Void) async throws {
        try await withStore { store in
            var scene = try await Scene(store)
            for step in steps { try await scene.take(step) }
            try await test(scene)
        }
    }
}

extension InMemoryCoordinationStore {
    convenience init(members: ControllerID...) {
        self.init(controllerSet: ControllerSetDescription(version: 1, members: members))
    }
}

/// Runs a test with an empty directory that is gone afterwards.
func withDirectory<Answer>(_ test: (StoreDirectory) async throws -> Answer) async throws -> Answer {
    let path = FileManager.default.temporaryDirectory.path + "/holdfast-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await test(StoreDirectory(path))
}
