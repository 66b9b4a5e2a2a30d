import NIOCore

/// When to look again whether a certificate has ended.
enum CertificateWatch {
    /// Timers do not follow the wall clock when it is set, so it is looked at now and then. A millisecond more than the rest,
    /// since a certificate is good until its last instant.
    static func wait(for rest: Duration) -> TimeAmount {
        TimeAmount(min(rest + .milliseconds(1), longestTrustInTimers))
    }

    private static let longestTrustInTimers = Duration.seconds(600)
}
