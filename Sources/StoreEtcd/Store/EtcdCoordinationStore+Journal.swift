import Domain
import Foundation
import Ports

// Following the journal, and keeping etcd small: records that every controller has copied are taken out of it, and the
// history of keys is compacted.
extension EtcdCoordinationStore {
    /// Copies what is new, until it is cancelled.
    ///
    /// - Throws: ``PortError`` `.damaged` when the journal cannot be trusted.
    func copyJournal() async throws {
        for await board in boards() {
            while try await !hasCopied(board.position) {
                try await time.sleep(until: time.now.instant + .seconds(1))
            }
        }
    }

    private func hasCopied(_ position: JournalPosition) async throws(PortError) -> Bool {
        do throws(PortError) {
            var copied = try await journal.copy.end().position
            if copied < position { copied = try await journal.catchUp().position }
            try await tellCopied(copied)
            return true
        } catch {
            guard error.code != .damaged else { throw error }
            logger.warning("the journal is not copied", metadata: ["reason": "\(error)"])
            return false
        }
    }

    /// Publishes how far the copy goes: at first, and then seldom.
    private func tellCopied(_ position: JournalPosition) async throws(PortError) {
        let told = try known().copies[controller]
        guard position.rawValue >= (told?.rawValue ?? 0) + bounds.recordsAtOnce || told == nil else { return }
        let part = Part.copy(controller)
        let value = try StateImage.encode(StoredCopy(position: position))
        let put = TransactionAct(put: PutRequest(key: keys.key(part), value: value))
        let (response, _) = try await client.transact(TransactionRequest(success: [put]), .write)
        guard let revision = response.header?.revision?.value else { return }
        try update { image throws(PortError) in try image.take(part, value, at: revision) }
    }

    /// Keeps etcd small while this controller leads, until it is cancelled.
    func tidy() async throws {
        var trimmed: UInt64 = 0
        var compacted: Int64 = 0
        while true {
            try await time.sleep(until: time.now.instant + bounds.tidyEvery)
            do throws(PortError) {
                let image = try known()
                guard isLed(by: image.state) else { continue }
                trimmed = try await trim(image, from: trimmed)
                compacted = try await compact(image, from: compacted)
            } catch {
                guard error.code != .damaged else { throw error }
                logger.warning("etcd is not tidied up", metadata: ["reason": "\(error)"])
            }
        }
    }

    private func isLed(by state: CoordinationState) -> Bool {
        guard let process = warm.withLock({ $0.process }) else { return false }
        return state.board.leader == process.controller && state.leadingProcess == process.process
    }

    /// Takes records out that every controller of the set has copied.
    ///
    /// - Returns: the last record that is out.
    private func trim(_ image: StateImage, from trimmed: UInt64) async throws(PortError) -> UInt64 {
        let members = image.state.board.controllerSet.everyone
        let held = members.map { image.copies[$0]?.rawValue ?? 0 }.min() ?? 0
        let end = image.journalEnd.position.rawValue
        let last = min(held, end > bounds.recordsKept ? end - bounds.recordsKept : 0)
        guard last >= trimmed + bounds.recordsAtOnce else { return trimmed }
        let range = keys.records(0..<last + 1)
        let leads = CompareRequest(
            key: keys.key(.leadership),
            target: .modified,
            result: .equal,
            modRevision: WireNumber(image.revision(of: .leadership))
        )
        let delete = TransactionAct(delete: DeleteRangeRequest(key: range.key, rangeEnd: range.end))
        _ = try await client.transact(TransactionRequest(compare: [leads], success: [delete]), .write)
        logger.info("records that every controller has were taken out of etcd", metadata: ["position": "\(last)"])
        return last
    }

    /// - Returns: the revision that was compacted to.
    private func compact(_ image: StateImage, from compacted: Int64) async throws(PortError) -> Int64 {
        let target = image.complete - bounds.revisionsKept
        guard target >= compacted + bounds.revisionsKept else { return compacted }
        do throws(PortError) { try await client.compact(to: target) } catch {
            // Whoever runs etcd may have it compacted already.
            guard error.code == .rejected else { throw error }
        }
        return target
    }
}
