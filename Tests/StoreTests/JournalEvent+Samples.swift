import Domain

extension JournalEvent {
    /// One event of every kind, and of every shape that its values can take.
    static let samples: [JournalEvent] = leases + executions + people

    private static let step = Step(
        id: "promote",
        action: Action(
            uses: "hook",
            with: [
                "text": "a/b \"quoted\" \u{1F600}\n", "number": .number(1.5), "flag": true, "list": ["a", 1, false],
                "table": .table(["x": .nothing, "y": .table([:])]),
            ]
        ),
        needs: ["first"],
        condition: "steps.first.outputs.x",
        retry: RetryPolicy(attempts: 3, backoff: .milliseconds(250)),
        onFailure: .stop,
        compensation: Action(uses: "hook"),
        outputs: ["x"]
    )

    private static let wholePlan = Plan(
        application: "shop",
        objectives: Objectives(rto: .seconds(3600), rpo: nil),
        regions: [PlannedRegion(id: "east", role: .active, endpoints: ["web": "https://east.example.com"])],
        scenarios: [
            Scenario(
                id: "region-failure",
                when: Trigger(verdicts: [.failed], standing: .seconds(4)),
                mode: .automatic,
                movesRegion: true,
                runbook: [step]
            )
        ]
    )

    private static func proposal(_ cause: FailoverCause) -> Proposal {
        var proposal = Proposal.shop(1)
        proposal.cause = cause
        return proposal
    }

    private static let order = OperatorOrder(
        by: "ann",
        reason: "test",
        acceptedLoss: .seconds(1320),
        overrides: [.readiness, .targetHealth]
    )

    private static let leases: [JournalEvent] = [
        .controllers(.leaderElected(controller: "c1")),
        .joint(2, ["c1", "c2", "c3"], from: ["c1"]),
        .members(3, "c1", "c2", "c3"),
        .controllers(.restored(Restoration(by: ["ann", "bob"], reason: "test", floor: 7, controllers: ["c1"]))),
        .agent(.enrolled(agent: "a1", region: "east")),
        .agent(.drained(agent: "a1", isDrained: true, by: "ann", reason: "test")),
        .plan(.applied(version: 1, plan: wholePlan, source: "version: 1\n", by: "ann", reason: "test")),
        .failover(.epochCreated(application: "shop", epoch: 1, region: "east")),
        .freeze(.frozen(application: nil, by: "ann", reason: "test", until: nil)),
        .freeze(.frozen(application: "shop", by: "ann", reason: "test", until: Scene.now)),
        .freeze(.unfrozen(application: nil, by: nil, reason: "test")),
        .failover(.verdictTaken(application: "shop", region: "east", verdict: .failed, evidence: ["a1 is silent"])),
        .failover(.proposalOpened(proposal(.scenario("region-failure", verdict: .failed)))),
        .failover(.proposalOpened(proposal(.failover(order)))),
        .failover(.proposalOpened(proposal(.switchover(OperatorOrder(by: "ann", reason: "test"))))),
        .failover(.proposalOpened(proposal(.failback(order)))),
        .failover(.proposalOpened(proposal(.declaration(order)))),
        .closed(1),
        .committed(.shop(1), votes: ["c1", "c2"]),
        .failover(.epochActivated(application: "shop", epoch: 2)),
        .failover(.held(application: "shop", target: nil, denials: [Denial(.dataLoss, "22m > 15m")])),
    ]

    private static let executions: [JournalEvent] = [
        .execution(
            .started(
                ExecutionHeader(
                    id: "e1",
                    application: "shop",
                    scenario: "region-failure",
                    planVersion: 1,
                    kind: .drill,
                    epoch: 2,
                    source: "east",
                    target: "west",
                    incident: nil,
                    runbook: [step]
                )
            )
        ),
        .execution(.stepStarted(execution: "e1", step: "promote", attempt: 1, isCompensation: false, agent: nil)),
        .execution(
            .stepStarted(
                execution: "e1",
                step: "promote",
                attempt: 2,
                isCompensation: false,
                agent: "a1",
                ledger: "5f0c2a9b71d3e846"
            )
        ),
        .execution(
            .stepEnded(
                execution: "e1",
                step: "promote",
                attempt: 1,
                isCompensation: false,
                result: .succeeded(outputs: ["lsn": "0/16B3748"], summary: "promoted")
            )
        ),
        .execution(
            .stepEnded(execution: "e1", step: "a", attempt: 2, isCompensation: true, result: .failed(reason: "no"))
        ),
        .execution(
            .stepEnded(execution: "e1", step: "a", attempt: 2, isCompensation: true, result: .inDoubt(reason: "?"))
        ),
        .execution(.stepPassedOver(execution: "e1", step: "promote", reason: "test")),
        .execution(.stepSkipped(execution: "e1", step: "promote", by: "ann", reason: "test")),
        .execution(.stepRetried(execution: "e1", step: "promote", by: "ann", reason: "test")),
        .execution(.aborted(execution: "e1", by: nil, reason: "test")),
        .execution(.ended(execution: "e1", outcome: .compensated, reason: "test")),
    ]

    private static let people: [JournalEvent] = [
        .question(
            .asked(
                Question(
                    id: "q1",
                    application: "shop",
                    subject: .scenario("region-failure", target: "west"),
                    text: "?",
                    incident: "i1"
                )
            )
        ),
        .question(
            .asked(
                Question(id: "q2", application: "shop", subject: .step("e1", "promote"), text: "?", incident: nil)
            )
        ),
        .question(.answered(question: "q1", isApproved: true, by: "ann", reason: "test")),
        .question(.withdrawn(question: "q1", reason: "test")),
        .incident(.opened(id: "i1", subject: .region("east", "shop"), title: "test")),
        .incident(.opened(id: "i2", subject: .dns("public", "shop"), title: "test")),
        .incident(.opened(id: "i5", subject: .dnsKey("public", "shop"), title: "test")),
        .incident(.opened(id: "i3", subject: .execution("e1", "shop"), title: "test")),
        .incident(.opened(id: "i4", subject: .agent("a1"), title: "test")),
        .incident(.opened(id: "i6", subject: .verdict("east", .failed), title: "test")),
        .incident(.joined(id: "i6", application: "shop")),
        .incident(.left(id: "i6", application: "shop", reason: "test")),
        .incident(.noted(id: "i1", text: "test", by: nil)),
        .incident(.acknowledged(id: "i1", by: "ann")),
        .incident(.resolved(id: "i1", by: nil, reason: "test")),
        .notification(.delivered(deduplicationKey: "k", channel: "sms", title: "test")),
        .notification(.failed(deduplicationKey: "k", channel: "sms", title: "test", reason: "test")),
        .dns(.adopted(application: "shop", group: "public", override: nil, by: "ann", reason: "test")),
        .dns(.drifted(application: "shop", group: "public", details: ["test"])),
        .dns(.repaired(application: "shop", group: "public", epoch: 2)),
    ]
}
