import Glibc

@testable import AgentAdapters

/// Whether the process whose id stands in the file lives.
func isAlive(pidFile: String) -> Bool {
    guard let text = TextFile.read(pidFile), let pid = pid_t(text.trimmed) else { return false }
    return ProcessEntry(pid: pid)?.isAlive == true
}
