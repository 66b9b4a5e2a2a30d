import Foundation
import NIOCore
import Synchronization
import TLS

/// The loaded trust files, so that a check that runs every second does not read the system's authorities every second.
final class TrustCache: Sendable {
    private struct Entry {
        let context: TLSContext
        let stamp: Stamp
        let loadedAt: ContinuousClock.Instant
    }

    /// What tells one version of a file from the next.
    private struct Stamp: Equatable {
        let modified: Date?
        let inode: UInt64?
        let size: UInt64?

        init(_ file: String?) {
            let attributes = file.flatMap { try? FileManager.default.attributesOfItem(atPath: $0) } ?? [:]
            modified = attributes[.modificationDate] as? Date
            inode = (attributes[.systemFileNumber] as? NSNumber)?.uint64Value
            size = (attributes[.size] as? NSNumber)?.uint64Value
        }
    }

    private let entries = Mutex<[String: Entry]>([:])

    /// The context that trusts the file, or the system's authorities; it blocks while files are read.
    ///
    /// - Throws: ``TLSError`` with the code `configuration` when the file is not good.
    func context(trustFile: String?) throws(TLSError) -> TLSContext {
        let stamp = Stamp(trustFile)
        let key = trustFile ?? ""
        if let entry = entries.withLock({ $0[key] }), entry.stamp == stamp,
            ContinuousClock.now - entry.loadedAt < Self.longestUse
        {
            return entry.context
        }
        let context = try TLSContext(.web(trust: trustFile.map { .file($0) } ?? .system))
        entries.withLock { entries in
            // More files than any plan names: something makes up names, and forgetting them is harmless.
            if entries.count >= Self.mostEntries { entries = [:] }
            entries[key] = Entry(context: context, stamp: stamp, loadedAt: .now)
        }
        return context
    }

    /// The system's authorities have no one file to look at.
    private static let longestUse = Duration.seconds(600)
    private static let mostEntries = 64
}
