import Glibc

/// A process as `/proc/PID/stat` shows it (proc(5)).
struct ProcessEntry: Hashable {
    let pid: pid_t
    let parent: pid_t
    /// Its state: `Z` and `X` are dead.
    let state: Character
    /// When it started, in clock ticks since boot; with the id it names a process for the length of one boot.
    let startTicks: UInt64

    /// `nil` if there is no such process.
    init?(pid: pid_t) {
        guard let text = TextFile.read("/proc/\(pid)/stat"), let nameEnd = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: nameEnd)...].split(separator: " ")
        guard fields.count > 19, let state = fields[0].first, let parent = pid_t(fields[1]),
            let startTicks = UInt64(fields[19])
        else { return nil }
        self.pid = pid
        self.parent = parent
        self.state = state
        self.startTicks = startTicks
    }

    var isAlive: Bool { state != "Z" && state != "X" }

    /// Whether this entry shows the other's process, alive.
    func isSame(as other: ProcessEntry) -> Bool { isAlive && startTicks == other.startTicks }

    /// Every process there is.
    static func all() -> [ProcessEntry] {
        guard let directory = opendir("/proc") else { return [] }
        defer { closedir(directory) }
        var entries: [ProcessEntry] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let pid = pid_t(name), let process = ProcessEntry(pid: pid) { entries.append(process) }
        }
        return entries
    }
}
