import Domain
import Ports

extension EtcdCoordinationStore {
    package func register(
        _ controller: ControllerID,
        at place: ControllerPlace
    ) async throws(PortError) -> Registration {
        try await open()
        let done = try await perform(.register(controller, at: place), readsBack: true)
        guard let state = done.state else { throw PortError(.outcomeUnknown, "etcd did not show what it stored") }
        warm.withLock { $0.process = done.answer }
        return Registration(
            process: done.answer,
            board: state.board,
            longestTerms: state.longestTerms
        )
    }

    package func campaign(_ process: ControllerProcess) async throws(PortError) -> Term? {
        let (image, sign) = warm.withLock { ($0.image, $0.sign) }
        guard isAnotherLeading(process, image.state) else { return try await perform(.campaign(process)).answer }
        guard sign.seen.duration(to: time.now.instant) >= leaderSilence else { return nil }
        return try await takeOver(process, on: image)
    }

    package func resign(_ process: ControllerProcess, term: Term) async throws(PortError) {
        _ = try await perform(.resign(process, term: term))
    }

    package func append(
        _ events: [JournalEvent],
        at time: Timestamp,
        by process: ControllerProcess,
        term: Term
    ) async throws(PortError) -> [JournalRecord] {
        try await perform(.append(events, at: time, by: process, term: term)).answer
    }

    package func cast(_ vote: Vote) async throws(PortError) { _ = try await perform(.cast(vote)) }

    package func withdraw(
        _ process: ControllerProcess,
        application: ApplicationID,
        epoch: Epoch
    ) async throws(PortError) -> VoteSequence {
        try await perform(.withdraw(process, application: application, epoch: epoch)).answer
    }

    package func raiseLeaseTerms(to terms: LeaseTerms) async throws(PortError) {
        _ = try await perform(.raiseLeaseTerms(to: terms))
    }

    package func leave(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError) {
        _ = try await perform(.leave(handOver, by: process))
    }

    package func forget(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError) {
        _ = try await perform(.forget(handOver, by: process))
    }

    package func recordOldGrantsEnded(
        by process: ControllerProcess,
        before version: ControllerSetVersion
    ) async throws(PortError) {
        _ = try await perform(.recordOldGrantsEnded(by: process, before: version))
    }

    package func publish(_ publication: Publication, by process: ControllerProcess) async throws(PortError) {
        try await inSession { () async throws(PortError) in _ = try await perform(.publish(publication, by: process)) }
        warm.withLock { $0.session.published(publication, by: process) }
    }
}

// MARK: - Election

extension EtcdCoordinationStore {
    /// Whether another leads, as far as is known, and this process may wait for its turn. What keeps it from that is decided
    /// on what is stored.
    private func isAnotherLeading(_ process: ControllerProcess, _ state: CoordinationState) -> Bool {
        guard let leader = state.board.leader, leader != process.controller else { return false }
        return state.processes[process.controller] == process.process
            && state.board.controllerSet.includes(process.controller)
    }

    /// One try on what is known: whoever wrote meanwhile is alive, or leads. What then stands decides.
    private func takeOver(_ process: ControllerProcess, on image: StateImage) async throws(PortError) -> Term? {
        if case .done(let won) = try await attempt(.takeOver(process), on: image) {
            logger.notice("leadership taken over", metadata: ["silence": "\(leaderSilence.text)"])
            return won.answer
        }
        return try await perform(.campaign(process)).answer
    }
}
