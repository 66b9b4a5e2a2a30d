/// What would be lost if a standby took over now (DESIGN 3.2, data-loss gate).
package struct LossEstimate: Hashable, Codable, Sendable {
    /// From the source's last write that the standby surely has, to the end of the source's writes.
    package var loss: Duration
    /// What the standby had not yet received at its last sample, in bytes, where it says so.
    package var gapBytes: Double?
    /// How old the sample is.
    package var sampleAge: Duration

    package var summary: String {
        let gap = gapBytes.map { ", \(Int64($0)) bytes behind" } ?? ""
        return "\(loss.text) of writes\(gap), from a sample \(sampleAge.text) old"
    }

    package init(loss: Duration, gapBytes: Double?, sampleAge: Duration) {
        self.loss = loss
        self.gapBytes = gapBytes
        self.sampleAge = sampleAge
    }
}
