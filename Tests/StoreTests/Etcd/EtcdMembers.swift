import Domain
import Foundation
import Ports
import StoreEtcd
import SystemClock
import TestSupport
import Testing

/// A real cluster of three members on loopback.
final class EtcdMembers: Sendable {
    private let ports: [(client: UInt16, peer: UInt16)]
    private let directories: [String]
    private let members: [EtcdServer]

    var endpoints: [String] { members.map(\.endpoint) }

    init() throws {
        ports = (0..<3).map { _ in (freePort(), freePort()) }
        directories = (0..<3).map { "/dev/shm/holdfast-etcd-\(UUID().uuidString)-\($0)" }
        let (ports, directories) = (ports, directories)
        members = try (0..<3).map { try Self.start($0, ports, directories, state: "new") }
    }

    private static func start(
        _ index: Int,
        _ ports: [(client: UInt16, peer: UInt16)],
        _ directories: [String],
        state: String
    ) throws -> EtcdServer {
        let all = ports.indices.map { "m\($0)=http://127.0.0.1:\(ports[$0].peer)" }.joined(separator: ",")
        return try EtcdServer(
            ports: ports[index],
            name: "m\(index)",
            directory: directories[index],
            arguments: ["--initial-cluster", all, "--initial-cluster-state", state]
        )
    }

    func settings(startingWith index: Int = 0) throws -> EtcdSettings {
        try EtcdSettings(endpoints: (0..<3).map { endpoints[(index + $0) % 3] })
    }

    func waitUntilReady() async throws { for member in members { try await member.waitUntilReady() } }

    func kill(_ index: Int) throws { try members[index].signal(SIGKILL) }

    func pause(_ index: Int) throws { try members[index].signal(SIGSTOP) }

    func resume(_ index: Int) throws { try members[index].signal(SIGCONT) }

    /// Starts a member that was killed, with its data, while a test runs.
    func whileRestarted(_ indices: [Int], _ test: () async throws -> Void) async throws {
        let again = try indices.map { try Self.start($0, ports, directories, state: "existing") }
        defer { for member in again { member.remove() } }
        try await test()
    }

    func remove() { for member in members { member.remove() } }

    /// The member that leads the others.
    func leader() async throws -> Int {
        var found: Int?
        try await eventually("etcd has a leader") {
            for (index, member) in members.enumerated() {
                let status = try? await member.status()
                if let status, status.leader != "0", status.leader == status.header.memberID { found = index }
            }
            return found != nil
        }
        return found ?? 0
    }
}

/// What a member says of itself.
struct EtcdStatus: Decodable {
    struct Header: Decodable {
        var memberID: String

        private enum CodingKeys: String, CodingKey { case memberID = "member_id" }
    }

    var header: Header
    var leader: String
}

/// Runs a test with a cluster of three that is gone afterwards.
func withEtcdMembers(_ test: (EtcdMembers) async throws -> Void) async throws {
    let members = try EtcdMembers()
    defer { members.remove() }
    try await members.waitUntilReady()
    try await test(members)
}
