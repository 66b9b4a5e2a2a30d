import Domain

/// What the files of a server say of it, whether it runs or not (PostgreSQL 15, `pg_controldata`).
struct ControlData: Hashable {
    /// What all copies of one cluster have in common.
    var system: String
    /// On which timeline its last checkpoint was.
    var timeline: Int
    /// Whether it follows another server, or did when it ended.
    var isStandby: Bool
    var segmentBytes: UInt64

    /// Reads what the program prints; `nil` if something is missing.
    init?(_ lines: [String]) {
        var values: [Substring: String] = [:]
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { values[parts[0]] = parts[1].trimmed }
        }
        guard let system = values["Database system identifier"], let state = values["Database cluster state"],
            let timeline = values["Latest checkpoint's TimeLineID"].flatMap({ Int($0) }),
            let segmentBytes = values["Bytes per WAL segment"].flatMap({ UInt64($0) }), segmentBytes > 0
        else { return nil }
        self.system = system
        self.timeline = timeline
        self.segmentBytes = segmentBytes
        isStandby = state == "in archive recovery" || state == "shut down in recovery"
    }

    /// The name of the segment in which a position of this timeline is (PostgreSQL 15, 70.2.4).
    func segment(of position: LogPosition) -> String {
        let number = position.bytes / segmentBytes
        let perLog = (UInt64(1) << 32) / segmentBytes
        return [UInt64(timeline), number / perLog, number % perLog].map {
            let digits = String($0, radix: 16, uppercase: true)
            return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
        }.joined()
    }
}
