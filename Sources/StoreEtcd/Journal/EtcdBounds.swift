import Domain

/// How much is kept in etcd, and how often the leader looks whether it is more.
package struct EtcdBounds: Sendable {
    /// Records that stay in etcd although every controller has them: one that was away for fewer catches up by itself. At a
    /// kilobyte each they are 10 MB, where etcd holds 2 GB by default.
    package var recordsKept: UInt64 = 10_000
    /// Records that are taken out at once, and after how many a controller publishes what it has copied: every publication is
    /// a write, and every record that goes is an event for each watch.
    package var recordsAtOnce: UInt64 = 1000
    /// Old values that stay: more than an hour of beats. A watch that was cut off for longer begins with a new reading.
    package var revisionsKept: Int64 = 10_000
    /// How often it is looked whether there is something to take out.
    package var tidyEvery = Duration.seconds(10)

    package init() {}
}
