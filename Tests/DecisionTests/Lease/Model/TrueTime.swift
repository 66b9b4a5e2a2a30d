import Domain

/// Time as it passes, in nanoseconds: what no machine of the model can see.
typealias TrueTime = Int64

extension TrueTime {
    static func seconds(_ seconds: Double) -> TrueTime { TrueTime(seconds * 1e9) }
}

/// A machine's clock: it starts somewhere and runs a little fast or slow.
struct ModelClock {
    /// Millionths of the true rate.
    let rate: Int64
    let offset: Int64

    func instant(at time: TrueTime) -> Instant {
        Instant(sinceBoot: .nanoseconds(offset + time * rate / 1_000_000))
    }

    /// The first true time at which the clock shows this instant or a later one.
    func time(of instant: Instant) -> TrueTime {
        let parts = instant.sinceBoot.components
        let shown = parts.seconds * 1_000_000_000 + (parts.attoseconds + 999_999_999) / 1_000_000_000 - offset
        return (shown * 1_000_000 + rate - 1) / rate
    }

    /// How long the machine's clock takes to count this.
    func length(of duration: TrueTime) -> TrueTime { duration * 1_000_000 / rate }
}
