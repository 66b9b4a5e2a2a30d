import Foundation

extension PKIDirectory {
    /// The directory and `issued` in it, for the owner's eyes only.
    func makeFolders() throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: "\(path)/issued",
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw CommandFailure(.failed, "cannot make \(path)/issued: \(error.localizedDescription)")
        }
    }

    /// Runs alone: two commands at once would lose one another's entries, and a certificate that is not in the index
    /// can never be revoked.
    func withLock<Result>(_ body: () throws(CommandFailure) -> Result) throws(CommandFailure) -> Result {
        let file = open(lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw CommandFailure(.failed, "cannot open \(lockFile): \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            throw CommandFailure(.failed, "another command works on \(path): try again when it is done")
        }
        // Not by closing alone: a child that was just forked has the descriptor until it runs its own program.
        defer { flock(file, LOCK_UN) }
        return try body()
    }
}
