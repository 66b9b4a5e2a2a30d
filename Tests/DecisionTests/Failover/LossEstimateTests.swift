import Domain
import Testing

@testable import Decision

/// What a failover would lose, from where the source's log was known to end and what the standby has of it (DESIGN 3.2).
@Suite struct LossEstimateTests {
    /// The active region `a` with its primary, and `b` with a standby.
    private struct Databases {
        private var primary = AgentView(id: "a1", region: "a", waitingSince: .boot)
        private var standby = AgentView(id: "b1", region: "b", waitingSince: .boot)
        private var reports: ReportNumber = 0
        private var assignment: UInt64 = 0

        /// The primary's log ends there. The report comes so much later than it was sent, and goes by the answer to the one before.
        mutating func primary(
            endsAt end: UInt64?,
            second: Double,
            late: Double = 0,
            timeline: Int = 1,
            hasLease: Bool = true
        ) {
            var figures = [ReplicationFigure.timeline.rawValue: Double(timeline)]
            figures[ReplicationFigure.end.rawValue] = end.map { Double($0) }
            let lease = LeaseReport(
                application: "app",
                highestEpoch: 1,
                fencedSince: nil,
                remaining: .seconds(9),
                margin: 1,
                held: hasLease && reports > 0 ? ["c1": reports] : [:]
            )
            reports = reports.next
            let report = AgentReport(process: 1, number: reports, checks: [check("a", figures)], leases: [lease])
            primary.take(report, as: "c1", at: .at(second + late)) { _ in true }
        }

        mutating func standby(
            has received: UInt64?,
            lag: Double? = 0,
            second: Double,
            timeline: Int? = 1
        ) {
            var figures: [String: Double] = [:]
            figures[ReplicationFigure.received.rawValue] = received.map { Double($0) }
            figures[ReplicationFigure.timeline.rawValue] = timeline.map { Double($0) }
            figures[ReplicationFigure.lag.rawValue] = lag
            let report = AgentReport(
                process: 1,
                number: ReportNumber(UInt64(second)),
                checks: [check("b", figures)],
                assignmentVersion: assignment
            )
            standby.take(report, as: "c1", at: .at(second)) { _ in true }
        }

        mutating func drainStandby() { standby.isDrained = true }

        mutating func applyAnotherPlan() {
            assignment = 2
            primary.forgetChecks(of: "app", before: 2)
            standby.forgetChecks(of: "app", before: 2)
        }

        func loss(at second: Double, by gauges: [CheckID] = ["lag"]) -> LossEstimate? {
            LossEstimate(
                of: "app",
                by: gauges,
                from: "a",
                in: "b",
                agents: [primary, standby],
                writesEnd: .zero,
                at: .at(second)
            )
        }

        private func check(_ region: RegionID, _ figures: [String: Double]) -> CheckReport {
            CheckReport(
                application: "app",
                check: "lag",
                subject: region,
                status: .up,
                latest: Observation(outcome: .passed, summary: "", took: .zero, figures: figures),
                age: .zero,
                badFor: nil,
                hasBeenUp: true
            )
        }
    }

    /// The log grows by 100 bytes a second, and every report goes by the answer to the one a second before.
    private func databases(from first: Int = 1, until last: Int) -> Databases {
        var databases = Databases()
        for second in first...last { databases.primary(endsAt: UInt64(second) * 100, second: Double(second)) }
        return databases
    }

    /// A standby hears of its source's log only what got through to it.
    @Test func theSourcesOwnWordCountsMoreThanWhatTheStandbyKnows() throws {
        var databases = databases(until: 60)
        databases.standby(has: 2000, lag: 0, second: 60)
        let loss = try #require(databases.loss(at: 60))
        // It has all of second 20, and that report was sent after second 19.
        #expect(loss.loss == .seconds(41))
        #expect(loss.gapBytes == 4000)
        #expect(loss.sampleAge == .seconds(1))
    }

    @Test func aStandbyThatHasAllLosesWhatCameSinceTheLastWord() throws {
        var databases = databases(until: 60)
        databases.standby(has: 6000, second: 60)
        #expect(try #require(databases.loss(at: 60)).loss == .seconds(1))
        // The source is silent since.
        #expect(try #require(databases.loss(at: 75)).loss == .seconds(16))
    }

    /// A report that was long under way says what was so then, not what is so when it comes.
    @Test func aReportThatComesLateIsNotTakenForANewOne() throws {
        var databases = databases(until: 20)
        databases.primary(endsAt: 2100, second: 21, late: 30)
        databases.standby(has: 2100, second: 51)
        #expect(try #require(databases.loss(at: 51)).loss == .seconds(31))
    }

    @Test func withoutALeaseNobodyKnowsWhenTheReportWasSent() throws {
        var databases = Databases()
        for second in 1...20 { databases.primary(endsAt: 9999, second: Double(second), hasLease: false) }
        databases.standby(has: 10, lag: 3, second: 20)
        #expect(try #require(databases.loss(at: 20)).loss == .seconds(3))
    }

    @Test func placesOnAnotherTimelineAreNotCompared() throws {
        var databases = databases(until: 20)
        databases.standby(has: 99_999, lag: 7, second: 20, timeline: 2)
        #expect(try #require(databases.loss(at: 20)).loss == .seconds(7))
        databases.standby(has: 99_999, lag: 7, second: 20, timeline: nil)
        #expect(try #require(databases.loss(at: 20)).loss == .seconds(7))
    }

    /// The controller has just begun, and the standby has been behind for long: what it says itself may be too good.
    @Test func whatAStandbyLacksThatHasLessThanAllThatIsKnownIsNotKnown() {
        var databases = databases(from: 30, until: 60)
        databases.standby(has: 100, lag: 2, second: 60)
        #expect(databases.loss(at: 60) == nil)
    }

    @Test func oneMeasureThatIsSilentMakesTheWholeLossUnknown() {
        var databases = databases(until: 20)
        databases.standby(has: 2000, second: 20)
        #expect(databases.loss(at: 20, by: ["lag"]) != nil)
        #expect(databases.loss(at: 20, by: ["lag", "audit"]) == nil)
        #expect(databases.loss(at: 20, by: []) != nil, "what was told counts, whoever asked for it")
    }

    /// It was taken away by plan; another may tell more.
    @Test func whatADrainedAgentToldIsNotCounted() {
        var databases = databases(until: 20)
        databases.standby(has: 2000, second: 20)
        databases.drainStandby()
        #expect(databases.loss(at: 20) == nil)
    }

    /// The server may have been replaced by an empty one since.
    @Test func whatAStandbyHadLongAgoGrowsOld() throws {
        var databases = databases(until: 20)
        databases.standby(has: 2000, second: 20)
        for second in 21...60 { databases.primary(endsAt: 2000, second: Double(second)) }
        #expect(try #require(databases.loss(at: 60)).loss == .seconds(40))
    }

    @Test func withNeitherNothingIsKnown() {
        var databases = Databases()
        #expect(databases.loss(at: 1) == nil)
        databases.standby(has: 100, lag: nil, second: 1)
        #expect(databases.loss(at: 1) == nil)
        for second in 2...9 { databases.primary(endsAt: 1000, second: Double(second)) }
        #expect(databases.loss(at: 9) == nil, "it has less than is known")
        databases.standby(has: 1000, lag: nil, second: 9)
        #expect(databases.loss(at: 9) != nil)
    }

    /// A plan that is applied after the loss of the source must not take away what was known of it.
    @Test func underAnotherPlanTheStandbyIsLookedAtAgainAndTheSourceIsRemembered() throws {
        var databases = databases(until: 20)
        databases.standby(has: 1000, second: 20)
        databases.applyAnotherPlan()
        #expect(databases.loss(at: 21) == nil)
        databases.standby(has: 1000, second: 21)
        #expect(try #require(databases.loss(at: 21)).loss == .seconds(12))
    }

    @Test func aServerThatTakesWritesIsNobodysStandbyUntilItIsOneAgain() {
        func report(_ figure: ReplicationFigure) -> CheckReport {
            CheckReport(
                application: "app",
                check: "lag",
                subject: "b",
                status: .up,
                latest: Observation(outcome: .passed, summary: "", took: .zero, figures: [figure.rawValue: 100]),
                age: .zero,
                badFor: nil,
                hasBeenUp: true
            )
        }
        let gauge = ReplicationView.Gauge(application: "app", check: "lag")
        var view = ReplicationView()
        view.take(report(.end), heardAt: .at(1), sentAfter: nil)
        #expect(view.followingNobody == [gauge])
        view.take(report(.lag), heardAt: .at(2), sentAfter: nil)
        #expect(view.followingNobody == [gauge], "a look that says nothing of it changes nothing")
        view.take(report(.received), heardAt: .at(3), sentAfter: nil)
        #expect(view.followingNobody.isEmpty)
    }
}
