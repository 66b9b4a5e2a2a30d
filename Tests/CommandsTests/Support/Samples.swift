import Domain

/// Views as a controller in trouble gives them.
enum Samples {
    static let now = FakeTime.start

    static func ago(_ seconds: Int64) -> Timestamp { now + .seconds(-seconds) }

    static let steps = [
        StepView(
            id: "promote",
            uses: "hook",
            needs: [],
            state: .succeeded,
            attempt: 1,
            since: ago(30),
            took: .milliseconds(3200),
            reason: "promoted db-2",
            question: nil,
            outputs: ["lsn": "0/3000060"],
            compensation: nil,
            compensationReason: nil
        ),
        StepView(
            id: "ask",
            uses: "approval",
            needs: ["promote"],
            state: .running,
            attempt: 1,
            since: ago(20),
            took: .seconds(20),
            reason: "waits for a person",
            question: "q-7",
            outputs: [:],
            compensation: nil,
            compensationReason: nil
        ),
        StepView(
            id: "redeploy",
            uses: "hook",
            needs: ["promote"],
            state: .betweenTries,
            attempt: 2,
            since: ago(5),
            took: .seconds(12),
            reason: "exit code 3; next try in 5s",
            question: nil,
            outputs: [:],
            compensation: nil,
            compensationReason: nil
        ),
        StepView(
            id: "dns",
            uses: "dns.failover",
            needs: ["ask", "redeploy"],
            state: .waiting,
            attempt: 0,
            since: nil,
            took: nil,
            reason: nil,
            question: nil,
            outputs: [:],
            compensation: nil,
            compensationReason: nil
        ),
    ]

    static func execution(
        _ state: ExecutionView.State = .running,
        outcome: ExecutionOutcome? = nil,
        reason: String? = nil,
        steps: [StepView] = steps
    ) -> ExecutionView {
        let header = ExecutionHeader(
            id: "printapp-7",
            application: "printapp",
            scenario: "region-failure",
            planVersion: 3,
            kind: .automatic,
            epoch: 5,
            source: "us-east-1",
            target: "us-west-2",
            incident: "inc-12",
            runbook: []
        )
        return ExecutionView(
            header: header,
            state: state,
            outcome: outcome,
            reason: reason,
            waitingFor: outcome == nil ? ["an answer to q-7", "the next try of redeploy"] : [],
            startedAt: ago(34),
            endedAt: outcome == nil ? nil : now,
            took: .seconds(34),
            steps: steps
        )
    }

    static let incident = IncidentView(
        id: "inc-12",
        application: "printapp",
        title: "us-east-1 is failed",
        openedAt: ago(95),
        acknowledgedBy: "ann",
        resolvedAt: nil,
        timeline: [
            IncidentView.Entry(at: ago(95), by: nil, text: "us-east-1 is failed: 2 of 2 vantage regions see it down"),
            IncidentView.Entry(at: ago(60), by: "ann", text: "looking \u{1B}[2J into it"),
        ]
    )

    static let resolved = IncidentView(
        id: "inc-11",
        application: nil,
        title: "agent a2 is unwell",
        openedAt: ago(86_400 * 2),
        acknowledgedBy: nil,
        resolvedAt: ago(86_400),
        timeline: []
    )

    static func region(
        _ id: RegionID,
        _ role: PlannedRegion.Role,
        _ verdict: Verdict?,
        suspected: Verdict? = nil,
        heard: Int = 2,
        open: Int = 0,
        fenced: Int = 0
    ) -> RegionView {
        RegionView(
            region: id,
            role: role,
            verdict: verdict,
            suspected: suspected,
            suspectedIn: suspected.map { _ in .milliseconds(2340) },
            agentsExpected: 2,
            agentsHeard: heard,
            guardiansOpen: open,
            guardiansFenced: fenced
        )
    }

    static let regions = [
        region("us-east-1", .active, .healthy, suspected: .failed, heard: 0, open: 2),
        region("us-west-2", .standby, .healthy, fenced: 2),
        region("eu-west-1", .witness, nil, heard: 1),
    ]

    static let proposal = Proposal(
        number: 9,
        application: "printapp",
        epoch: 4,
        source: "us-east-1",
        target: "us-west-2",
        cause: .scenario("region-failure", verdict: .failed),
        proof: .confirmationOrWait,
        deadline: now + .seconds(58)
    )

    static func application(
        epoch: Epoch = 4,
        proposal: Proposal? = nil,
        heldBy: [Denial] = [],
        regions: [RegionView] = regions
    ) -> ApplicationView {
        ApplicationView(
            application: "printapp",
            planVersion: 3,
            activeRegion: "us-east-1",
            epoch: epoch,
            isActivated: true,
            openProposal: proposal,
            freeze: nil,
            coolDownUntil: nil,
            heldBy: heldBy,
            regions: regions
        )
    }

    static func status(
        _ applications: [ApplicationView],
        incidents: [IncidentView] = [],
        executions: [ExecutionView] = [],
        questions: [QuestionView] = []
    ) -> StatusView {
        StatusView(
            controller: "b",
            leader: "a",
            term: 17,
            leaderSince: ago(7200),
            controllers: [
                ControllerView(
                    id: "a",
                    place: ControllerPlace(region: "eu-west-1", address: "a.example.com:7420"),
                    isLeader: true,
                    verdicts: 3,
                    votes: ["printapp"]
                ),
                ControllerView(
                    id: "b",
                    place: ControllerPlace(region: "us-west-2"),
                    isLeader: false,
                    verdicts: nil,
                    votes: []
                ),
                ControllerView(id: "c", place: nil, isLeader: false, verdicts: nil, votes: []),
            ],
            at: now,
            freeze: nil,
            applications: applications,
            openIncidents: incidents,
            openExecutions: executions,
            questions: questions
        )
    }

    /// Everything at once.
    static var trouble: StatusView {
        var application = application(
            proposal: proposal,
            heldBy: [
                Denial(.dataLoss, "22m would be lost, the RPO is 15m"), Denial(.readiness, "api is down in us-west-2"),
            ]
        )
        application.isActivated = false
        application.coolDownUntil = now + .seconds(1500)
        application.freeze = FreezeView(by: "bob", reason: "maintenance", until: now + .seconds(7200))
        let question = QuestionView(
            id: "q-7",
            application: "printapp",
            text: "promote db-2 although it lags?",
            askedAt: ago(20)
        )
        var status = status(
            [application],
            incidents: [incident],
            executions: [execution()],
            questions: [question]
        )
        status.freeze = FreezeView(by: "ann", reason: "storm", until: nil)
        status.waitsFor = ["east-1 does not hold the grant of this controller for printapp yet"]
        return status
    }

    static var calm: StatusView {
        status([
            application(regions: [
                region("us-east-1", .active, .healthy, open: 2), region("us-west-2", .standby, .healthy, fenced: 2),
                region("eu-west-1", .witness, .healthy),
            ])
        ])
    }

    static let explanation = ExplanationView(
        region: "us-east-1",
        judgements: [
            ExplanationView.Judgement(
                application: "printapp",
                state: regions[0],
                isActive: true,
                evidence: [
                    "no agent heard for 3.2s", "us-west-2 votes down: api, 2 of 2 agents", "eu-west-1 abstains",
                ],
                missing: ["failed takes effect in 2s340ms if nothing changes"]
            )
        ]
    )

    static func move(denials: [Denial] = [], isDryRun: Bool = false, proposal: ProposalNumber? = 9) -> MoveView {
        MoveView(
            application: "printapp",
            source: "us-east-1",
            target: "us-west-2",
            epoch: 4,
            isDryRun: isDryRun,
            denials: denials,
            steps: ["promote", "dns"],
            loss: LossEstimate(loss: .milliseconds(2400), gapBytes: 81920, sampleAge: .milliseconds(600)),
            longestWait: isDryRun ? .seconds(308) : nil,
            proposal: proposal
        )
    }

    static func record(_ position: JournalPosition, _ event: JournalEvent) -> JournalRecord {
        JournalRecord(
            position: position,
            term: 17,
            controller: "a",
            at: ago(200 - Int64(position.rawValue)),
            event: event
        )
    }

    static let plan = Plan(
        application: "printapp",
        regions: [
            PlannedRegion(id: "us-east-1", role: .active, endpoints: ["web": "https://east.example.com"]),
            PlannedRegion(id: "us-west-2", role: .standby), PlannedRegion(id: "eu-west-1", role: .witness),
        ]
    )
}
