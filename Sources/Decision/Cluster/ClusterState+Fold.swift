import Domain
import Runbook

extension ClusterState {
    /// Takes in one event. Applied in order, equal events give an equal state.
    package mutating func apply(_ event: JournalEvent, at time: Timestamp) {
        position = position.next
        switch event {
        case .controllers(let event): apply(event, at: time)
        case .agent(let event): apply(event)
        case .plan(let event): apply(event)
        case .freeze(let event): apply(event)
        case .failover(let event): apply(event, at: time)
        case .execution(let event): apply(event, at: time)
        case .question(let event): apply(event, at: time)
        case .incident(let event): apply(event, at: time)
        case .notification(let event): apply(event)
        case .dns(let event): apply(event)
        }
        noteInTimeline(event, at: time)
    }

    private mutating func apply(_ event: ControllersEvent, at time: Timestamp) {
        switch event {
        case .leaderElected: leaderElectedAt = time
        case .setChanged(let set, _, _): controllerSet = set
        case .restored(let restoration): begin(after: restoration, at: time)
        }
    }

    private mutating func apply(_ event: AgentEvent) {
        switch event {
        case .enrolled(let agent, let region): agents[agent] = EnrolledAgent(region: region)
        case .drained(let agent, let isDrained, _, _): agents[agent]?.isDrained = isDrained
        }
    }

    private mutating func apply(_ event: FreezeEvent) {
        switch event {
        case .frozen(let application, let by, let reason, let until):
            set(Freeze(by: by, reason: reason, until: until), of: application)
        case .unfrozen(let application, _, _): set(nil, of: application)
        }
    }

    private mutating func set(_ freeze: Freeze?, of application: ApplicationID?) {
        if let application { applications[application]?.freeze = freeze } else { self.freeze = freeze }
    }

    private mutating func apply(_ event: NotificationEvent) {
        switch event {
        case .delivered(let key, let channel, _), .failed(let key, let channel, _, _):
            for id in incidents.keys where incidents[id]?.subject.deduplicationKey == key {
                incidents[id]?.told.insert(channel)
            }
        }
    }

    // MARK: Applications

    private mutating func apply(_ event: PlanEvent) {
        switch event {
        case .applied(let version, let plan, let source, _, _):
            plansPosition = position
            take(plan, version, source)
        }
    }

    private mutating func apply(_ event: FailoverEvent, at time: Timestamp) {
        switch event {
        case .epochCreated(let application, let epoch, let region):
            begin(application, Assignment(epoch: epoch, region: region, activatedEpoch: epoch))
        case .verdictTaken(let application, let region, let verdict, _):
            applications[application]?.verdicts[region] = verdict
        case .proposalOpened(let proposal): open(proposal, at: time)
        case .proposalClosed(let application, _, _): close(application, at: time)
        case .epochCommitted(let proposal, _, _): move(proposal)
        case .epochActivated(let application, let epoch):
            applications[application]?.assignment.activatedEpoch = epoch
        case .held(let application, _, let denials): applications[application]?.heldBy = denials
        }
    }

    private mutating func apply(_ event: DNSEvent) {
        switch event {
        case .adopted(let application, let group, _, _, _): applications[application]?.adoptedDNS.insert(group)
        case .drifted, .repaired: break
        }
    }

    private mutating func take(_ plan: Plan, _ version: PlanVersion, _ source: String) {
        guard var state = applications[plan.application] else {
            applications[plan.application] = ApplicationState(
                plan: plan,
                planVersion: version,
                planPosition: position,
                source: source,
                assignment: Assignment(epoch: 0, region: plan.home ?? "", activatedEpoch: 0)
            )
            return
        }
        state.plan = plan
        state.planVersion = version
        state.planPosition = position
        state.source = source
        applications[plan.application] = state
    }

    private mutating func open(_ proposal: Proposal, at time: Timestamp) {
        guard var state = applications[proposal.application] else { return }
        state.openProposal = proposal
        state.lastProposal = proposal.number
        state.heldBy = []
        if case .scenario(let scenario, _) = proposal.cause {
            state.attempts.begin(at: time, state.plan.detection)
            state.attempted.insert(scenario)
            state.approved = nil
        }
        applications[proposal.application] = state
    }

    /// An attempt that was given up may be made again; but an unreachable region is asked to fence once, and then a person
    /// decides, unless it fails altogether (DESIGN 3.3).
    private mutating func close(_ application: ApplicationID, at time: Timestamp) {
        if case .scenario(let scenario, let verdict) = applications[application]?.openProposal?.cause {
            applications[application]?.attempted.remove(scenario)
            applications[application]?.attempts.giveUp(at: time, on: verdict)
            if verdict == .unreachable { applications[application]?.askedToFence.insert(scenario) }
        }
        applications[application]?.openProposal = nil
    }

    private mutating func move(_ proposal: Proposal) {
        guard var state = applications[proposal.application] else { return }
        state.assignment = Assignment(
            epoch: proposal.epoch.next,
            region: proposal.target,
            activatedEpoch: state.assignment.activatedEpoch
        )
        state.movedBy = proposal.cause
        state.attempts.succeed()
        state.openProposal = nil
        state.attempted = []
        state.askedToFence = []
        state.heldBy = []
        state.approved = nil
        applications[proposal.application] = state
        forgetScenarioQuestions(of: proposal.application)
    }

    /// What was asked about a trouble that is over must not be answered for the next one.
    private mutating func forgetScenarioQuestions(of application: ApplicationID) {
        questions = questions.filter { _, asked in
            guard case .scenario = asked.question.subject else { return true }
            return asked.question.application != application
        }
    }

    // MARK: Executions

    private mutating func apply(_ event: ExecutionEvent, at time: Timestamp) {
        takeInHeader(event)
        executions[event.execution]?.apply(.execution(event), at: time)
    }

    private mutating func takeInHeader(_ event: ExecutionEvent) {
        switch event {
        case .started(let header):
            if executions[header.id] == nil { executions[header.id] = Execution(header) }
            count(header)
        case .stepStarted, .stepEnded, .stepPassedOver, .stepSkipped, .stepRetried, .aborted, .ended: break
        }
    }

    private mutating func count(_ header: ExecutionHeader) {
        applications[header.application]?.executionCount += 1
        guard header.source == header.target else { return }
        applications[header.application]?.attempted.insert(header.scenario)
        applications[header.application]?.approved = nil
    }

    /// Takes over an execution as it has just decided to be.
    mutating func adopt(_ execution: Execution) { executions[execution.id] = execution }

    /// Takes in an event that an adopted execution recorded and has taken in itself.
    mutating func note(_ event: JournalEvent, at time: Timestamp) {
        position = position.next
        switch event {
        case .execution(let event): takeInHeader(event)
        case .question(let event): takeIn(event, at: time)
        case .controllers, .agent, .plan, .freeze, .failover, .incident, .notification, .dns: break
        }
        noteInTimeline(event, at: time)
    }

    // MARK: Questions

    private mutating func apply(_ event: QuestionEvent, at time: Timestamp) {
        takeIn(event, at: time)
        for id in executions.keys.sorted() where executions[id]?.ending == nil {
            executions[id]?.apply(.question(event), at: time)
        }
    }

    private mutating func takeIn(_ event: QuestionEvent, at time: Timestamp) {
        switch event {
        case .asked(let question):
            questionCount += 1
            questions[question.id] = AskedQuestion(question: question, askedAt: time)
        case .answered(let id, let isApproved, let by, _): takeAnswer(to: id, isApproved: isApproved, by: by)
        case .withdrawn(let id, _): questions[id] = nil
        }
    }

    private mutating func takeAnswer(to id: QuestionID, isApproved: Bool, by person: OperatorName) {
        guard let asked = questions.removeValue(forKey: id)?.question else { return }
        switch asked.subject {
        case .scenario(let scenario, let target):
            applications[asked.application]?.approved =
                isApproved ? ApprovedScenario(scenario: scenario, target: target, by: person) : nil
            if !isApproved { applications[asked.application]?.attempted.insert(scenario) }
        case .step: break
        }
    }

    // MARK: Incidents

    private mutating func apply(_ event: IncidentEvent, at time: Timestamp) {
        switch event {
        case .opened(let id, let subject, let title):
            incidents[id] = Incident(id: id, subject: subject, title: title, openedAt: time, timeline: [])
            if let application = subject.application { join(application, id) }
        case .joined(let id, let application): join(application, id)
        case .left(let id, let application, _):
            incidents[id]?.members.removeAll { $0 == application }
            forgetTrouble(of: application)
        case .noted: break
        case .acknowledged(let id, let by): incidents[id]?.acknowledgedBy = by
        case .resolved(let id, _, _): resolve(id, at: time)
        }
    }

    private mutating func join(_ application: ApplicationID, _ id: IncidentID) {
        guard var incident = incidents[id], !incident.members.contains(application) else { return }
        incident.members.append(application)
        if !incident.applications.contains(application) { incident.applications.append(application) }
        incidents[id] = incident
    }

    private mutating func resolve(_ id: IncidentID, at time: Timestamp) {
        incidents[id]?.resolvedAt = time
        switch incidents[id]?.subject {
        case .region, .verdict: for application in incidents[id]?.members ?? [] { forgetTrouble(of: application) }
        case .dns, .dnsKey, .execution, .leases, .agent, .fence, .check, .exposure, .restored, .verdicts, .quorum, nil:
            break
        }
    }

    /// What was tried, held and asked for a trouble that is over says nothing about the next one.
    private mutating func forgetTrouble(of application: ApplicationID) {
        applications[application]?.attempted = []
        applications[application]?.askedToFence = []
        applications[application]?.heldBy = []
        applications[application]?.approved = nil
        forgetScenarioQuestions(of: application)
    }

    /// What happens to an application is part of the story of its open incidents.
    private mutating func noteInTimeline(_ event: JournalEvent, at time: Timestamp) {
        let entry = IncidentView.Entry(at: time, by: event.author, text: event.summary)
        for id in incidents.keys.sorted() {
            guard let incident = incidents[id], isPart(event, of: incident, at: time) else { continue }
            incidents[id]?.timeline.append(entry)
        }
    }

    private func isPart(_ event: JournalEvent, of incident: Incident, at time: Timestamp) -> Bool {
        if let id = event.incident { return id == incident.id }
        guard incident.resolvedAt == nil,
            let application = event.application ?? event.execution.flatMap({ executions[$0]?.state.header.application })
        else { return false }
        return incident.members.contains(application)
    }
}
