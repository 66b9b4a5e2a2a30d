import Domain
import JournalFormat
import Ports

/// A copy of the journal that is gone with the test.
actor MemoryJournalCopy: JournalCopy {
    nonisolated let place = "memory"
    private var chain = JournalChain.empty
    private var stored: [JournalRecord] = []
    private var raw: [StoredEntry] = []

    func end() async throws(PortError) -> JournalChain { chain }

    func append(_ entries: [StoredEntry]) async throws(PortError) {
        for entry in entries where entry.position > chain.position {
            do {
                try chain.check(entry)
                stored.append(try JournalCodec.decode(entry))
                raw.append(entry)
            } catch {
                throw PortError(.damaged, "\(error)")
            }
        }
    }

    func entries(after position: JournalPosition, limit: Int) async throws(PortError) -> [StoredEntry] {
        Array(raw.dropFirst(Int(min(position.rawValue, UInt64(raw.count)))).prefix(limit))
    }

    func records(after position: JournalPosition, limit: Int) async throws(PortError) -> [JournalRecord] {
        Array(stored.dropFirst(Int(min(position.rawValue, UInt64(stored.count)))).prefix(limit))
    }
}
