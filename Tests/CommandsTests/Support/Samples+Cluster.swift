import Domain

/// Agents and controllers, and what the loss of a region would cost.
extension Samples {
    /// `c4` takes the place of `c1`, which has not ended its grants yet.
    /// One that keeps what it promises, one that does not, and one of which little is known.
    static let objectives = [
        ObjectivesView(
            application: "printapp",
            active: "us-east-1",
            objectives: Objectives(rto: .seconds(3600), rpo: .seconds(900), maxTolerableDowntime: .seconds(4 * 3600)),
            isLossMeasured: true,
            targets: [
                .init(
                    region: "us-west-2",
                    loss: LossEstimate(loss: .milliseconds(1900), gapBytes: 4096, sampleAge: .milliseconds(700))
                )
            ],
            recovery: .seconds(754),
            waitsForPeople: false,
            moves: [
                .init(execution: "printapp-7", took: .seconds(42)), .init(execution: "printapp-3", took: .seconds(51)),
            ]
        ),
        ObjectivesView(
            application: "ledger",
            active: "us-west-2",
            objectives: Objectives(rto: .seconds(300), rpo: .seconds(60)),
            isLossMeasured: true,
            targets: [
                .init(
                    region: "us-east-1",
                    loss: LossEstimate(loss: .seconds(400), gapBytes: nil, sampleAge: .seconds(390))
                ),
                .init(region: "eu-north-1", loss: nil),
            ],
            recovery: .seconds(620),
            waitsForPeople: true,
            moves: []
        ),
        ObjectivesView(
            application: "blog",
            active: "us-east-1",
            objectives: Objectives(),
            isLossMeasured: false,
            targets: [.init(region: "us-west-2", loss: nil)],
            recovery: nil,
            waitsForPeople: false,
            moves: []
        ),
    ]

    static let controllers = ControllersView(
        asked: "c2",
        process: 7,
        leader: "c2",
        leaderSince: now,
        term: 12,
        position: 4711,
        setVersion: 2,
        controllers: [
            .init(id: "c1", role: .leaving, isThere: true, votes: ["printapp"], hasEndedOldGrants: false),
            .init(id: "c2", role: .member, isThere: true, votes: ["printapp"], hasEndedOldGrants: true),
            .init(id: "c3", role: .member, isThere: false, votes: [], hasEndedOldGrants: false),
            .init(id: "c4", role: .joining, isThere: true, votes: [], hasEndedOldGrants: nil),
            .init(id: "c5", role: .outside, isThere: true, votes: [], hasEndedOldGrants: nil),
        ]
    )

    static let agents = [
        AgentStateView(
            agent: "e1",
            region: "us-east-1",
            isConnected: false,
            isDrained: false,
            version: "0.3.0",
            heardAgo: .seconds(95),
            loopLag: .milliseconds(2),
            fences: [
                FenceDescription(
                    application: "printapp",
                    kind: "command",
                    bound: .seconds(9),
                    defect: "the unit has no WatchdogSec"
                )
            ],
            leases: [
                LeaseReport(
                    application: "printapp",
                    highestEpoch: 4,
                    fencedSince: nil,
                    remaining: .milliseconds(4100),
                    margin: 0
                )
            ],
            hooks: ["promote", "redeploy"],
            checks: [
                CheckReport(
                    application: "printapp",
                    check: "api",
                    subject: "us-east-1",
                    status: .down,
                    latest: Observation(outcome: .failed, summary: "HTTP 503", took: .milliseconds(12)),
                    age: .milliseconds(300),
                    badFor: .seconds(14),
                    hasBeenUp: true
                )
            ]
        ),
        AgentStateView(
            agent: "w1",
            region: "us-west-2",
            isConnected: true,
            isDrained: true,
            version: nil,
            heardAgo: nil,
            loopLag: nil,
            fences: [],
            leases: [],
            hooks: [],
            checks: []
        ),
    ]
}
