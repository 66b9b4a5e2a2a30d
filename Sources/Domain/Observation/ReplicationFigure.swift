/// The figures by which a check that measures the lag of replication tells what it has found. A hook prints them as performance
/// data.
package enum ReplicationFigure: String, Sendable {
    /// How far a standby is behind at the most, by what it knows itself, in seconds.
    case lag = "replication_lag_seconds"
    /// What a standby had not received at the least, by what it knows itself, in bytes.
    case gap = "replication_gap_bytes"
    /// Where the log of a server that takes writes ends: how many bytes were ever written to it.
    case end = "log_end_bytes"
    /// Up to where a standby has received the log of its source.
    case received = "log_received_bytes"
    /// Which branch of history a place in the log is of; places of different ones cannot be compared.
    case timeline = "log_timeline"
}

extension Observation {
    /// What the check has told of replication, where that is a number that can be.
    package func figure(_ name: ReplicationFigure) -> Double? {
        // Beyond this a number has no fractions, and places in a log are not told apart any more.
        figures[name.rawValue].flatMap { (0...0x1p53).contains($0) ? $0 : nil }
    }

    package func logPosition(_ name: ReplicationFigure) -> LogPosition? {
        figure(name).map { LogPosition(bytes: UInt64($0)) }
    }
}
