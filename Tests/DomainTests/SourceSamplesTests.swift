import Domain
import Testing

/// Up to when a standby has everything, from where the log of its source was known to end (DESIGN 3.2, FAILURES F8).
struct SourceSamplesTests {
    private func moment(_ seconds: Double) -> Instant { Instant(sinceBoot: .seconds(seconds)) }
    private func end(_ bytes: UInt64) -> LogPosition { LogPosition(bytes: bytes) }

    @Test func aStandbyHasEverythingUpToTheLastEndThatItHasReceived() {
        var samples = SourceSamples()
        for second in 1...10 { samples.note(end: end(UInt64(second) * 100), at: moment(Double(second)), timeline: 1) }
        #expect(samples.complete(with: end(99)) == nil)
        #expect(samples.complete(with: end(350)) == moment(3))
        #expect(samples.complete(with: end(1000)) == moment(10))
        #expect(samples.newest?.end == end(1000))
    }

    /// Where the source writes nothing, the same end at a later moment tells that nothing was missed until then.
    @Test func anEndThatStandsStillIsNewsAllTheSame() {
        var samples = SourceSamples()
        samples.note(end: end(100), at: moment(1), timeline: 1)
        samples.note(end: end(100), at: moment(60), timeline: 1)
        #expect(samples.complete(with: end(100)) == moment(60))
    }

    @Test func whatComesLateTakesNothingBack() {
        var samples = SourceSamples()
        samples.note(end: end(200), at: moment(2), timeline: 1)
        samples.note(end: end(100), at: moment(1), timeline: 1)
        samples.note(end: end(100), at: moment(3), timeline: 1)
        #expect(samples.complete(with: end(100)) == nil)
    }

    @Test func anotherTimelineBeginsAnew() {
        var samples = SourceSamples()
        samples.note(end: end(900), at: moment(1), timeline: 1)
        samples.note(end: end(500), at: moment(2), timeline: 2)
        #expect(samples.complete(with: end(600)) == moment(2))
    }

    /// A gauge that shows less and less exactly must err on the side of a greater loss.
    @Test func aStandbyThatFallsFarBehindIsNeverTakenForNearer() {
        var samples = SourceSamples()
        for second in 1...10_000 {
            samples.note(end: end(UInt64(second) * 100), at: moment(Double(second)), timeline: 1)
        }
        for received in [UInt64(150), 70_050, 500_050, 1_000_000] {
            let complete = samples.complete(with: end(received)) ?? .boot
            #expect(complete <= moment(Double(received / 100)))
        }
        #expect(samples.complete(with: end(1_000_000)) ?? .boot >= moment(9990))
    }

    @Test(
        arguments: [("0/0", 0), ("16/B374D848", 97_500_059_720), ("FFFFFFFF/FFFFFFFF", UInt64.max)]
            as [(String, UInt64)]
    )
    func positionsAreReadAndWritten(text: String, bytes: UInt64) {
        #expect(LogPosition(text) == LogPosition(bytes: bytes))
        #expect(LogPosition(bytes: bytes).description == text)
    }

    @Test(arguments: ["", "0", "0/", "/0", "0/0/0", "x/0", "100000000/0", "-1/0", "0/ 1"])
    func whatIsNoPositionIsNone(text: String) { #expect(LogPosition(text) == nil) }
}
