import AgentProtocol
import Domain

/// One frame of every kind, each with every field that it can have, and then the barest of some.
enum FrameExamples {
    static let all: [ProtocolFrame] = agentFrames + controllerFrames + [.chunk(chunk)]

    static let key = HookKey(execution: "printapp-12", step: "deploy", attempt: 2)

    static let hello = AgentHello(
        process: 7,
        version: "1.0.0",
        hooks: ["deploy", "promote"],
        fences: [
            FenceDescription(application: "printapp", kind: "nftables", bound: .milliseconds(1500)),
            FenceDescription(application: "billing", kind: "command", bound: .seconds(2), defect: "no WatchdogSec"),
        ],
        ledger: "5f0c2a9b71d3e846"
    )

    static let report = AgentReport(
        process: 7,
        number: 42,
        checks: [
            CheckReport(
                application: "printapp",
                check: "api",
                subject: "us-east-1",
                status: .down,
                latest: Observation(
                    outcome: .failed,
                    summary: "HTTP 503 from \"east\" – späť",
                    took: .milliseconds(12),
                    figures: ["connect_ms": 1.5, "certificate_days_left": 40]
                ),
                age: .milliseconds(250),
                badFor: .seconds(9),
                hasBeenUp: true
            )
        ],
        leases: [
            LeaseReport(
                application: "printapp",
                highestEpoch: 3,
                fencedSince: nil,
                remaining: .seconds(4),
                margin: 1,
                held: ["a": 42, "b": 0]
            ),
            LeaseReport(application: "billing", highestEpoch: 9, fencedSince: 40, remaining: nil, margin: -2),
        ],
        host: HostReport(loopLag: .milliseconds(3), clockStepMilliseconds: -20, fencesFoundOpen: ["billing": 2]),
        assignmentVersion: 5
    )

    static let agentFrames: [ProtocolFrame] =
        [
            .hello(hello),
            .report(report),
            .report(AgentReport(process: 1, number: 1)),
            .hookOutput(HookOutput(key: key, text: "line one\nline two\n")),
            .bye(AgentFarewell(process: 7, backWithin: .seconds(60))),
        ].map(ProtocolFrame.agent) + hookStates.map { .agent(.hookStatus(HookStatus(key: key, state: $0))) }

    static let hookStates: [HookStatus.State] = [
        .notStarted, .running, .succeeded(outputs: ["version": "2.1"]), .failed(exitCode: -9, summary: "killed"),
        .timedOut, .refused(Refusal(.staleEpoch, "epoch 2 is over, 3 is known")), .interrupted,
    ]

    static let grant = Grant(
        epoch: 3,
        terms: LeaseTerms(ttl: .seconds(5), fenceTimeout: .seconds(2)),
        controllerSet: ControllerSetDescription(version: 2, members: ["a", "b", "c"], outgoing: ["a"]),
        proposalsOver: 4
    )

    static let ack = ReportAck(
        process: 7,
        number: 42,
        reportEvery: .seconds(1),
        leases: [
            LeaseAnswer(
                application: "printapp",
                assignment: Assignment(epoch: 3, region: "us-east-1", activatedEpoch: 3),
                grant: grant
            ),
            LeaseAnswer(
                application: "billing",
                assignment: Assignment(epoch: 9, region: "us-west-2", activatedEpoch: 8),
                openProposal: 5
            ),
        ]
    )

    static let assignment = CheckAssignment(
        version: 5,
        reportEvery: .seconds(1),
        checks: [
            AssignedCheck(
                application: "printapp",
                check: "api",
                subject: "us-east-1",
                planVersion: 2,
                uses: "http",
                // One name a level: the library writes the names of a Struct in no fixed order.
                with: [
                    "request": .table([
                        "all": ["https://east.printapp.example.com", 200, .number(0.5), false, .nothing]
                    ])
                ],
                every: .seconds(1),
                timeout: .milliseconds(2500),
                downAfter: 2,
                upAfter: 5
            )
        ]
    )

    static let order = HookOrder(
        key: key,
        purpose: .run,
        term: 11,
        application: "printapp",
        epoch: 4,
        hook: "deploy",
        parameters: ["REGION": "us-west-2", "note": "a=b"],
        timeout: .seconds(900),
        ledger: "5f0c2a9b71d3e846"
    )

    static let inspection: HookOrder = {
        var inspection = order
        inspection.purpose = .inspect
        return inspection
    }()

    static let controllerFrames: [ProtocolFrame] =
        [
            .ack(ack), .ack(ReportAck(process: 1, number: 1, reportEvery: .seconds(2), leases: [])),
            .assignment(assignment), .hookOrder(order), .hookOrder(inspection), .hookStop(key),
        ].map(ProtocolFrame.controller)
        + Refusal.Code.allCases.map { .controller(.refusal(Refusal($0, "what to do about it"))) }

    static let chunk = Chunk(request: 3, number: 1, isLast: true, text: #"{"status":{}}"#)
}
