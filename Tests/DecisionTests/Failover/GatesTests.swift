import Domain
import Testing

@testable import Decision

/// The gates of DESIGN 3.2, one by one: what closes each, and what a person's order passes.
@Suite struct GatesTests {
    /// Something that closes one gate and no other.
    struct Obstacle: CustomTestStringConvertible, Sendable {
        let gate: Denial.Gate
        let testDescription: String
        let put: @Sendable (inout GateInputs) -> Void

        init(_ gate: Denial.Gate, _ description: String, _ put: @escaping @Sendable (inout GateInputs) -> Void) {
            self.gate = gate
            testDescription = "\(gate.rawValue): \(description)"
            self.put = put
        }
    }

    private static let now = Timestamp(milliseconds: 10_000_000)

    /// The active region has failed, and nothing speaks against the move.
    private static func open(_ cause: FailoverCause = .scenario("region-failure", verdict: .failed)) -> GateInputs {
        GateInputs(
            mode: .automatic,
            isApproved: false,
            attempts: AutomaticAttempts(),
            detection: Detection(),
            simultaneousFailovers: 0,
            placesKept: [],
            mostSimultaneousFailovers: 3,
            source: "a",
            sourceVerdict: .failed,
            target: TargetState(
                region: "b",
                verdict: .healthy,
                votes: [.up],
                failingChecks: [],
                databasesWithoutSource: [],
                hasGuardian: true
            ),
            loss: loss(of: .seconds(60)),
            gauges: ["lag"],
            recoveryPoint: .seconds(60),
            cause: cause,
            now: now
        )
    }

    private static func order(accepting loss: Duration? = nil, _ overrides: [GateOverride] = []) -> FailoverCause {
        .failover(OperatorOrder(by: "ada", reason: "storm", acceptedLoss: loss, overrides: overrides))
    }

    private static func loss(of duration: Duration) -> LossEstimate? {
        var agent = AgentView(id: "b1", region: "b", waitingSince: .boot)
        let figures = [ReplicationFigure.lag.rawValue: Double(duration.components.seconds)]
        let check = CheckReport(
            application: "app",
            check: "lag",
            subject: "b",
            status: .up,
            latest: Observation(outcome: .passed, summary: "", took: .zero, figures: figures),
            age: .zero,
            badFor: nil,
            hasBeenUp: true
        )
        let report = AgentReport(process: 1, number: 1, checks: [check], leases: [], host: HostReport())
        agent.take(report, as: "c1", at: .boot) { _ in true }
        return LossEstimate(of: "app", by: ["lag"], from: "a", in: "b", agents: [agent], writesEnd: .zero, at: .boot)
    }

    private static let obstacles: [Obstacle] = [
        Obstacle(.restored, "nobody has said where it is active") { $0.hold = "say where" },
        Obstacle(.freeze, "somebody froze it") { $0.freeze = Freeze(by: "ada", reason: "audit", until: nil) },
        Obstacle(.plan, "the plan has a defect") { $0.planDefect = "no runbook" },
        Obstacle(.mode, "a person is to be asked") { $0.mode = .approval },
        Obstacle(.coolDown, "there was an attempt just now") { $0.attempts = AutomaticAttempts(last: now) },
        Obstacle(.coolDown, "and is only just not over") {
            $0.attempts = AutomaticAttempts(last: now + .milliseconds(1) + (.zero - $0.detection.coolDown))
        },
        Obstacle(.otherExecution, "one is open") { $0.obstruction = "app-1 is open" },
        Obstacle(.simultaneousFailovers, "as many as may are being moved") { $0.simultaneousFailovers = 3 },
        Obstacle(.simultaneousFailovers, "with those that go first") {
            $0.simultaneousFailovers = 2
            $0.placesKept = ["shop"]
        },
        Obstacle(.targetHealth, "it is not healthy") { $0.target.verdict = .degraded },
        Obstacle(.targetHealth, "it was not judged yet") { $0.target.verdict = nil },
        Obstacle(.targetHealth, "one region sees it down") { $0.target.votes = [.up, .down] },
        Obstacle(.targetHealth, "no region sees it up") { $0.target.votes = [.abstains] },
        Obstacle(.targetHealth, "nobody there can hold the lease") { $0.target.hasGuardian = false },
        Obstacle(.targetHealthier, "the source is healthy") { $0.sourceVerdict = .healthy },
        Obstacle(.dataLoss, "too much would be lost") { $0.recoveryPoint = .seconds(59) },
        Obstacle(.dataLoss, "nobody knows how much would be lost") { $0.loss = nil },
        Obstacle(.readiness, "a check of it is down") { $0.target.failingChecks = ["ready"] },
        Obstacle(.readiness, "its database is nobody's standby") { $0.target.databasesWithoutSource = ["main"] },
    ]

    @Test func nothingDeniesAMoveAwayFromAFailedRegionToOneThatIsReady() {
        #expect(Gates.denials(Self.open()).isEmpty)
    }

    @Test(arguments: obstacles) func eachGateIsClosedByItsOwnObstacle(obstacle: Obstacle) {
        var inputs = Self.open()
        obstacle.put(&inputs)
        #expect(Gates.denials(inputs).map(\.gate) == [obstacle.gate])
    }

    @Test func everyGateIsTriedAndAllDenialsAreToldInTheirOrder() {
        var inputs = Self.open()
        for obstacle in Self.obstacles { obstacle.put(&inputs) }
        #expect(Gates.denials(inputs).map(\.gate) == Denial.Gate.allCases)
    }

    /// Mode, cool-down, the cap and the comparison with the source are about what happens by itself.
    @Test(arguments: obstacles) func aPersonsOrderPassesWhatIsAboutAutomaticMovesOnly(obstacle: Obstacle) {
        var inputs = Self.open(Self.order())
        obstacle.put(&inputs)
        let passed: Set<Denial.Gate> = [.mode, .coolDown, .simultaneousFailovers, .targetHealthier]
        #expect(Gates.denials(inputs).map(\.gate) == (passed.contains(obstacle.gate) ? [] : [obstacle.gate]))
    }

    /// Freeze, plan and open executions are never passed over; each other gate by its own word only.
    @Test(arguments: obstacles, GateOverride.allCases)
    func anOverridePassesWhatItNames(obstacle: Obstacle, override: GateOverride) {
        var inputs = Self.open(Self.order([override]))
        obstacle.put(&inputs)
        let passed: Set<Denial.Gate> = [.mode, .coolDown, .simultaneousFailovers, .targetHealthier]
        let isNamed =
            switch override {
            case .targetHealth: obstacle.gate == .targetHealth
            case .readiness: obstacle.gate == .readiness
            case .unknownLoss: obstacle.gate == .dataLoss && inputs.loss == nil
            }
        #expect(Gates.denials(inputs).isEmpty == (isNamed || passed.contains(obstacle.gate)))
    }

    @Test func anAcceptedLossIsTheMostThatMayBeLost() {
        for (accepted, isHeld) in [(59, true), (60, false), (3600, false)] {
            var inputs = Self.open(Self.order(accepting: .seconds(accepted)))
            inputs.recoveryPoint = .seconds(15)
            #expect(Gates.denials(inputs).isEmpty != isHeld, "\(accepted) s")
        }
    }

    @Test func withoutAnObjectiveOrAGaugeNothingIsHeldForData() {
        var inputs = Self.open()
        (inputs.loss, inputs.gauges) = (nil, [])
        #expect(Gates.denials(inputs).isEmpty)
        (inputs.gauges, inputs.recoveryPoint) = (["lag"], nil)
        #expect(Gates.denials(inputs).isEmpty)
    }

    @Test func anApprovedMoveNeedsNoOtherWord() {
        var inputs = Self.open()
        (inputs.mode, inputs.isApproved) = (.approval, true)
        #expect(Gates.denials(inputs).isEmpty)
    }
}
