import Domain
import Ports

/// One write to the store: the rule that decides, and what it may look at.
package struct StateWrite<Answer: Sendable>: Sendable {
    /// What a decision comes to.
    package struct Decision: Sendable {
        package var answer: Answer
        /// What is added to the journal.
        package var records: [JournalRecord] = []
        /// Whether the write is a sign of life of the leader.
        package var beats = false
    }

    package var scope: WriteScope
    /// Whether what it writes vanishes with the session.
    let isOfSession: Bool
    /// Decides on a state, and changes it. It changes nothing when it refuses.
    package let decide: @Sendable (inout CoordinationState) throws(BoardRefusal) -> Decision

    init(
        _ scope: WriteScope,
        isOfSession: Bool = false,
        _ decide: @escaping @Sendable (inout CoordinationState) throws(BoardRefusal) -> Decision
    ) {
        self.scope = scope
        self.isOfSession = isOfSession
        self.decide = decide
    }
}

// MARK: - The writes of the port

extension StateWrite {
    package static func register(
        _ controller: ControllerID,
        at place: ControllerPlace
    ) -> StateWrite<ControllerProcess> {
        StateWrite<ControllerProcess>(.register(controller)) { state throws(BoardRefusal) in
            .init(answer: state.register(controller, at: place))
        }
    }

    /// Becomes leader where nobody leads, or stays it. Done twice it is done once: a first try that landed is seen by the next.
    package static func campaign(_ process: ControllerProcess) -> StateWrite<Term?> {
        StateWrite<Term?>(.campaign) { state throws(BoardRefusal) in
            let term = try state.campaign(process)
            return .init(answer: term, beats: term != nil)
        }
    }

    /// Takes the leadership from one that was silent for too long.
    package static func takeOver(_ process: ControllerProcess) -> StateWrite<Term?> {
        StateWrite<Term?>(.takeOver) { state throws(BoardRefusal) in
            var next = state
            next.endLeadership()
            let term = try next.campaign(process)
            state = next
            return .init(answer: term, beats: true)
        }
    }

    package static func resign(_ process: ControllerProcess, term: Term) -> StateWrite<Void> {
        StateWrite<Void>(.resign) { state throws(BoardRefusal) in
            .init(answer: state.resign(process, term: term))
        }
    }

    package static func append(
        _ events: [JournalEvent],
        at time: Timestamp,
        by process: ControllerProcess,
        term: Term
    ) -> StateWrite<[JournalRecord]> {
        StateWrite<[JournalRecord]>(.append(events)) { state throws(BoardRefusal) in
            let records = try state.append(events, at: time, by: process, term: term)
            return .init(answer: records, records: records)
        }
    }

    package static func cast(_ vote: Vote) -> StateWrite<Void> {
        StateWrite<Void>(.vote(on: vote.application)) { state throws(BoardRefusal) in
            .init(answer: try state.cast(vote))
        }
    }

    package static func withdraw(
        _ process: ControllerProcess,
        application: ApplicationID,
        epoch: Epoch
    ) -> StateWrite<VoteSequence> {
        StateWrite<VoteSequence>(.vote(on: application)) { state throws(BoardRefusal) in
            .init(answer: try state.withdraw(process, application: application, epoch: epoch))
        }
    }

    package static func raiseLeaseTerms(to terms: LeaseTerms) -> StateWrite<Void> {
        StateWrite<Void>(.raiseLeaseTerms) { state throws(BoardRefusal) in
            .init(answer: state.raiseLeaseTerms(to: terms))
        }
    }

    package static func leave(_ handOver: HandOver, by process: ControllerProcess) -> StateWrite<Void> {
        StateWrite<Void>(.leave) { state throws(BoardRefusal) in .init(answer: try state.leave(handOver, by: process)) }
    }

    package static func forget(_ handOver: HandOver, by process: ControllerProcess) -> StateWrite<Void> {
        StateWrite<Void>(.leave) { state throws(BoardRefusal) in .init(answer: try state.forget(handOver, by: process))
        }
    }

    package static func recordOldGrantsEnded(
        by process: ControllerProcess,
        before version: ControllerSetVersion
    ) -> StateWrite<Void> {
        StateWrite<Void>(.recordOldGrantsEnded) { state throws(BoardRefusal) in
            .init(answer: try state.recordOldGrantsEnded(by: process, before: version))
        }
    }

    package static func publish(_ publication: Publication, by process: ControllerProcess) -> StateWrite<Void> {
        StateWrite<Void>(
            .publish(of: process.controller),
            isOfSession: true
        ) { state throws(BoardRefusal) in
            .init(answer: try state.publish(publication, by: process))
        }
    }
}
