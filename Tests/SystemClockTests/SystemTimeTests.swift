import Domain
import Glibc
import SystemClock
import Testing

struct SystemTimeTests {
    private let time = SystemTime()

    @Test func aSleepNeverEndsEarly() async throws {
        let goal = time.now.instant.advanced(by: .milliseconds(30))
        try await time.sleep(until: goal)
        #expect(time.now.instant >= goal)
    }

    @Test func aSleepUntilThePastReturnsAtOnce() async throws {
        let before = time.now.instant
        try await time.sleep(until: .boot)
        #expect(time.now.instant - before < .seconds(1))
    }

    @Test func aCancelledSleepEnds() async {
        let before = time.now.instant
        await withTaskGroup { group in
            group.addTask { try? await time.sleep(until: before.advanced(by: .seconds(600))) }
            group.cancelAll()
        }
        #expect(time.now.instant - before < .seconds(60))
    }

    @Test func timeInSuspensionIsWhatOneClockCountsAndTheOtherDoesNot() {
        var monotonic = timespec()
        clock_gettime(CLOCK_MONOTONIC, &monotonic)
        let awake = Duration.seconds(monotonic.tv_sec) + .nanoseconds(monotonic.tv_nsec)
        let suspended = time.now.instant.sinceBoot - awake
        #expect(time.suspended >= .zero)
        #expect(time.suspended <= suspended)
        #expect(suspended - time.suspended < .seconds(1))
    }

    @Test func theBootIDIsTheSameAsLongAsTheHostRuns() throws {
        #expect(try BootID.current() == BootID.current())
        #expect(try BootID.current().description.count == 36)
    }
}
