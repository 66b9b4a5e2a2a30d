import Domain
import Foundation
import Ports
import SystemClock

/// What an agent process leaves of one application for whoever comes after it on the same boot.
struct LeaseRecord: Codable {
    var boot: String
    var process: ProcessNumber
    /// `nil` if it left the application fenced.
    var lease: InheritedLease?

    /// The record of this boot; `nil` if there is none.
    ///
    /// - Throws: ``PortError/Code/damaged`` or ``PortError/Code/unavailable``.
    static func read(_ path: String) throws(PortError) -> LeaseRecord? {
        let record = try SealedFile.read(LeaseRecord.self, from: path)
        let boot = try BootID.current()
        return record?.boot == boot.description ? record : nil
    }

    /// All records of this boot in a directory. A damaged one counts as none, which is safe: no lease is inherited then.
    static func readAll(in directory: String) -> [LeaseRecord] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.sorted().filter { $0.hasSuffix(AgentDirectories.leaseSuffix) }
            .compactMap { try? read("\(directory)/\($0)") }
    }

    /// When the lease ends: as long as a majority of the controller set grants it. Long past if there is none.
    var end: Instant { lease.flatMap { $0.controllerSet.end(of: $0.deadlines) } ?? .boot }
}
