import SwiftProtobuf

extension Google_Protobuf_Duration {
    /// The duration in nanoseconds, the rest dropped: what is granted must not be longer on the other side.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.init(seconds: seconds, nanos: Int32(attoseconds / 1_000_000_000))
    }
}
