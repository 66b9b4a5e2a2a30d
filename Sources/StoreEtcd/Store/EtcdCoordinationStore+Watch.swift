import Domain
import Foundation
import Ports

extension EtcdCoordinationStore {
    /// Watches etcd, keeps the session alive, copies the journal and, as leader, keeps etcd small, until it is cancelled.
    /// Without it the store sees only what it writes itself. It begins when the store was opened.
    ///
    /// - Throws: ``PortError`` `.damaged` when the state in etcd cannot be trusted.
    package func run() async throws {
        while !isOpen { try await time.sleep(until: time.now.instant + Self.pause) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.follow() }
            group.addTask { try await self.keepSession() }
            group.addTask { try await self.copyJournal() }
            group.addTask { try await self.tidy() }
            _ = try await group.next()
            group.cancelAll()
        }
    }

    /// Between two watches: whoever cannot be reached is not asked more often.
    private static var pause: Duration { .milliseconds(200) }
    /// A watch that has not told of a write for so long, while its answer or its outcome was seen, is dead.
    private static var mostLag: Duration { .seconds(2) }

    private func follow() async throws {
        while true {
            do throws(PortError) {
                try await watchOnce()
            } catch {
                guard error.code != .damaged, !Task.isCancelled else { throw error }
                logger.warning("watching etcd anew", metadata: ["reason": "\(error)"])
                try await time.sleep(until: time.now.instant + Self.pause)
            }
        }
    }

    /// Watches from what is known on, at one member, until the stream ends or tells less than is known from elsewhere.
    private func watchOnce() async throws(PortError) {
        let start = try known().complete + 1
        warm.withLock { $0.watched = start - 1 }
        let result = await withTaskGroup(of: Result<Void, PortError>.self) { group in
            group.addTask { await Self.result { () async throws(PortError) in try await self.watch(from: start) } }
            group.addTask { await Self.result { () async throws(PortError) in try await self.noticeLag() } }
            let first = await group.next() ?? .success(())
            group.cancelAll()
            return first
        }
        try result.get()
    }

    private static func result(_ body: () async throws(PortError) -> Void) async -> Result<Void, PortError> {
        do throws(PortError) {
            try await body()
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    private func watch(from start: Int64) async throws(PortError) {
        let range = keys.all
        let create = WatchRequest.Create(key: range.key, rangeEnd: range.end, startRevision: WireNumber(start))
        var pieces: [WatchResponse.Event] = []
        try await client.watch(create) { response throws(PortError) in
            guard response.canceled != true else { return try await self.readAnew(after: response) }
            pieces += response.events ?? []
            // A revision is taken in as a whole: pieces of one answer may cut it.
            guard response.fragment != true else {
                guard pieces.count <= Self.mostPieces else {
                    _ = try await self.readState()
                    throw PortError(.unavailable, "etcd tells of too much at once: the state is read anew")
                }
                return
            }
            try self.take(pieces)
            pieces = []
        }
    }

    /// Events of one answer: etcd puts at most a thousand revisions into one, of which each has at most 128 by default.
    private static var mostPieces: Int { 200_000 }

    /// What the watch began at is no longer there: the state is read instead, and the next watch begins behind it.
    private func readAnew(after response: WatchResponse) async throws(PortError) {
        if (response.compactRevision?.value ?? 0) > 0 {
            _ = try await readState()
            throw PortError(.unavailable, "etcd has compacted what the watch was to begin with")
        }
        throw PortError(.unavailable, "etcd has ended the watch: \(response.cancelReason ?? "no reason")")
    }

    private func take(_ events: [WatchResponse.Event]) throws(PortError) {
        let newest = events.compactMap { $0.kv?.modRevision?.value }.max() ?? 0
        try update { image throws(PortError) in
            for event in events {
                guard let pair = event.kv, case .part(let part) = keys.place(of: pair.key) else { continue }
                let value = event.type == "DELETE" ? nil : pair.value ?? Data()
                try image.take(part, value, at: pair.modRevision?.value ?? 0)
            }
            image.complete(to: newest)
        }
        warm.withLock { $0.watched = max($0.watched, newest) }
    }

    /// A member that is cut off, or a connection that is, keeps a watch open and silent. What is learned otherwise shows it.
    private func noticeLag() async throws(PortError) {
        while true {
            let newest = warm.withLock { $0.image.newest }
            do { try await time.sleep(until: time.now.instant + Self.mostLag) } catch {
                throw PortError(.unavailable, "the store is stopping")
            }
            guard warm.withLock({ $0.watched }) >= newest else {
                throw PortError(.unavailable, "the watch is behind what etcd has: another member is asked")
            }
        }
    }
}
