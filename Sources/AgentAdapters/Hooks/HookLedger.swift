import Domain
import Foundation
import Ports

/// Remembers on disk which hooks were started and how they ended, one file for each order, so that none runs twice.
///
/// Its calls block for as long as the disk does.
struct HookLedger: Sendable {
    let directory: String
    /// Made with the ledger and kept with it: a ledger that was lost and begun anew has another.
    let id: HookLedgerID

    /// - Throws: ``PortError/Code/unavailable`` when the directory cannot be made, or a new ledger's name cannot be stored.
    init(directory: String) throws(PortError) {
        self.directory = directory
        try DurableFile.createDirectory(directory)
        id = try Self.id(in: directory)
    }

    /// One that cannot be read is taken for lost, and so is the ledger: what nobody can vouch for is in doubt.
    private static func id(in directory: String) throws(PortError) -> HookLedgerID {
        let path = directory + "/ledger"
        if let text = TextFile.read(path), HookLedgerID(text).isWellFormed { return HookLedgerID(text) }
        let new = HookLedgerID(String(UInt64.random(in: .min ... .max), radix: 16))
        try DurableFile.replace(path, with: Array(new.rawValue.utf8))
        return new
    }

    /// Whether the key can name a file; one from a controller of ours always can.
    static func canHold(_ key: HookKey) -> Bool {
        [key.execution.rawValue, key.step.rawValue].allSatisfy { name in
            !name.isEmpty && name.utf8.count <= longestName
                && name.unicodeScalars.allSatisfy { nameCharacters.contains($0) }
        }
    }

    /// All entries. One whose file is damaged is an order that was started and whose end is not known.
    func entries() -> [HookLedgerEntry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.compactMap { name in
            guard let key = key(of: name) else { return nil }
            if let text = TextFile.read("\(directory)/\(name)"),
                let entry = try? JSONDecoder().decode(HookLedgerEntry.self, from: Data(text.utf8)), entry.key == key
            {
                return entry
            }
            return HookLedgerEntry(key: key, startedAt: Timestamp(milliseconds: 0))
        }
    }

    /// - Throws: ``PortError/Code/unavailable`` when it has not reached the disk.
    func store(_ entry: HookLedgerEntry) throws(PortError) {
        let bytes: [UInt8]
        do {
            bytes = Array(try JSONEncoder().encode(entry))
        } catch {
            throw PortError(.unavailable, "the ledger of hooks cannot express an entry: \(error)")
        }
        try DurableFile.replace(path(of: entry.key), with: bytes)
    }

    /// Notes which process carries the order out, so that a later agent knows whether it still runs. An order without a note has
    /// not begun.
    ///
    /// - Returns: whether the note has reached the disk.
    func note(pid: Int32, in entry: HookLedgerEntry) -> Bool {
        guard let process = HookLedgerEntry.Process(pid: pid) else { return false }
        var noted = entry
        noted.process = process
        do throws(PortError) { try store(noted) } catch { return false }
        return true
    }

    func remove(_ key: HookKey) { unlink(path(of: key)) }

    private func path(of key: HookKey) -> String {
        // A tilde is in no name.
        "\(directory)/\(key.execution)~\(key.step)~\(key.attempt)\(Self.suffix)"
    }

    private func key(of fileName: String) -> HookKey? {
        guard fileName.hasSuffix(Self.suffix) else { return nil }
        let parts = fileName.dropLast(Self.suffix.count).split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count == 3, let attempt = Int(parts[2]) else { return nil }
        return HookKey(execution: ExecutionID(parts[0]), step: StepID(parts[1]), attempt: attempt)
    }

    private static let suffix = ".json"
    private static let longestName = 100
    private static let nameCharacters = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    )
}
