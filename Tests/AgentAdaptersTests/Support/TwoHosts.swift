import Foundation
import Synchronization
import Testing

@testable import AgentAdapters

/// Two hosts of a test's own, `server` at 192.0.2.1 and `client` at 192.0.2.2, joined by a cable.
struct TwoHosts: Sendable {
    let server: String
    let client: String

    /// Runs the body between making the hosts and removing them.
    static func with(_ body: (TwoHosts) async throws -> Void) async throws {
        let name = "hf\(getpid())n\(count.add(1, ordering: .relaxed).newValue)"
        let hosts = TwoHosts(server: name + "s", client: name + "c")
        await sh(["ip", "netns", "add", hosts.server])
        await sh(["ip", "netns", "add", hosts.client])
        await sh(
            ["ip", "-n", hosts.server, "link", "add", "cable", "type", "veth", "peer", "cable", "netns", hosts.client]
        )
        for (host, address) in [(hosts.server, "192.0.2.1/24"), (hosts.client, "192.0.2.2/24")] {
            await sh(["ip", "-n", host, "addr", "add", address, "dev", "cable"])
            await sh(["ip", "-n", host, "link", "set", "cable", "up"])
            await sh(["ip", "-n", host, "link", "set", "lo", "up"])
        }
        do {
            try await body(hosts)
        } catch {
            await hosts.remove()
            throw error
        }
        await hosts.remove()
    }

    func onServer(_ argv: [String]) -> [String] { ["ip", "netns", "exec", server] + argv }
    func onClient(_ argv: [String]) -> [String] { ["ip", "netns", "exec", client] + argv }

    private func remove() async {
        await sh(["ip", "netns", "del", server])
        await sh(["ip", "netns", "del", client])
    }

    private static let count = Atomic(0)
}
