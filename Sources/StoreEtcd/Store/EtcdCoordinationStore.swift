import Domain
import Foundation
import JournalFormat
import Logging
import Ports
import Synchronization

/// The coordination store of three or five controllers: a cluster of etcd.
///
/// The rules are those of ``CoordinationState``. A write decides on what is known of the state, kept warm by a watch, and is
/// one transaction that holds only if everything it may depend on is still so (``WriteScope``). A refusal that rests on what
/// was merely known is decided again on a linearisable read before it is told.
///
/// Leadership is a record with a term, and a beat that its leader renews. Whoever has seen no sign of life for
/// `leaderSilence` on its own clock takes over by compare-and-set of the next term; that is safe, since every write carries
/// its term, and faster than a lease of etcd, which lasts two seconds at least and is ended by a member that may itself be gone.
package final class EtcdCoordinationStore: CoordinationStore {
    struct Warm {
        var image: StateImage
        var sign: LeaderSign
        var session = EtcdSession()
        /// Why nothing more may be written.
        var damage: PortError?
        /// The revision that the watch has come to.
        var watched: Int64 = 0
        /// The process that this store has registered.
        var process: ControllerProcess?
        /// Whether the cluster was found, or made: until then nothing is known.
        var isOpen = false
    }

    let client: EtcdClient
    let keys: KeySpace
    let time: any TimeSource
    let logger: Logger
    let leaderSilence: Duration
    let bounds: EtcdBounds
    let feed: BoardFeed
    let warm: Mutex<Warm>
    let controller: ControllerID
    let journal: FollowedJournal
    private let initialControllers: [ControllerID]

    /// How long a leader may be silent before another takes over: three of its beats.
    package static let defaultLeaderSilence = Duration.milliseconds(1500)

    /// What a lost race costs is one round trip, and each means that another write was made: so many in a row are no accident.
    private static let mostTries = 32

    /// A store that nobody has asked yet: whoever registers first opens it.
    ///
    /// - Parameters:
    ///   - settings: how etcd is reached.
    ///   - cluster: the name below which everything is kept.
    ///   - controller: who this is.
    ///   - copy: its own copy of the journal, which it follows.
    ///   - initialControllers: who the controllers of a new cluster are. Nobody looks at it where the cluster exists.
    ///   - leaderSilence: after how long without a sign of life another takes over.
    ///   - bounds: how much is kept in etcd.
    ///   - time: measures that silence.
    ///   - logger: hears of watches that end.
    /// - Throws: ``PortError`` `.rejected` for certificate files that cannot be used.
    package init(
        _ settings: EtcdSettings,
        cluster: String,
        controller: ControllerID,
        copy: any JournalCopy,
        initialControllers: [ControllerID],
        leaderSilence: Duration = defaultLeaderSilence,
        bounds: EtcdBounds = EtcdBounds(),
        time: any TimeSource,
        logger: Logger
    ) throws(PortError) {
        client = try EtcdClient(settings)
        keys = KeySpace(cluster: cluster)
        journal = FollowedJournal(remote: EtcdJournal(client: client, keys: keys), copy: copy)
        self.controller = controller
        self.initialControllers = initialControllers
        self.time = time
        self.logger = logger
        self.leaderSilence = leaderSilence
        self.bounds = bounds
        let nothing = StateImage()
        feed = BoardFeed(nothing.state.board)
        warm = Mutex(Warm(image: nothing, sign: LeaderSign(nothing, at: time.now.instant)))
    }

    /// Finds the cluster, or makes it where there is none yet.
    ///
    /// - Throws: ``PortError`` `.unavailable` without a quorum of etcd, `.rejected` for what the settings name wrongly, `.damaged`
    ///   where the copy of the journal is not one of this cluster's.
    package func open() async throws(PortError) {
        guard !isOpen else { return }
        let image = try await ClusterStart(client: client, keys: keys).image(of: initialControllers)
        try await journal.requireContinuation(to: image.journalEnd)
        let sign = LeaderSign(image, at: time.now.instant)
        warm.withLock { warm in
            warm.image = image
            warm.sign = sign
            warm.isOpen = true
            feed.tell(image.state.board)
        }
    }

    var isOpen: Bool { warm.withLock { $0.isOpen } }

    /// Ends the session and the connections. Nothing may be asked afterwards.
    package func close() async {
        feed.end()
        await endSession()
        // Nothing is left to do where closing fails.
        try? await client.shutDown()
    }

    package func boards() -> AsyncStream<Board> { feed.boards() }

    package func records(after position: JournalPosition, limit: Int) async throws(PortError) -> [JournalRecord] {
        try await journal.records(after: position, limit: limit)
    }
}

// MARK: - Writes

extension EtcdCoordinationStore {
    /// A write that was done.
    package struct Performed<Answer: Sendable>: Sendable {
        package var answer: Answer
        /// The revision of etcd at which it was done; that of the write before, for one that changed nothing.
        package var revision: Int64
        /// Whether it changed anything.
        package var isChange: Bool
        /// The state at that revision, where it was asked for.
        package var state: CoordinationState?
    }

    /// Does a write, and tells what etcd's revision was.
    ///
    /// - Parameters:
    ///   - write: what is to be done.
    ///   - readsBack: whether the state after the write is read in the same transaction.
    /// - Returns: what it answers.
    /// - Throws: ``PortError`` as ``CoordinationStore`` says.
    package func perform<Answer>(
        _ write: StateWrite<Answer>,
        readsBack: Bool = false
    ) async throws(PortError) -> Performed<Answer> {
        var isFresh = write.scope.readsEveryApplication
        var image = isFresh ? try await readState() : try known()
        var isDoubtful = false
        for _ in 0..<Self.mostTries {
            switch try await attempt(write, on: image, readsBack: readsBack) {
            case .done(let performed): return performed
            case .lost(let fresh, let mayBeDone):
                image = fresh
                isDoubtful = isDoubtful || mayBeDone
            case .refused(let refusal):
                // What was sent before and got no answer may be why it is refused now.
                if isDoubtful { throw PortError(.outcomeUnknown, "etcd did not answer, and now: \(refusal.message)") }
                guard !isFresh else { throw PortError(.conditionFailed, refusal.message) }
                image = try await readState()
            }
            isFresh = true
        }
        let words = "others wrote to etcd \(Self.mostTries) times in between"
        throw isDoubtful
            ? PortError(.outcomeUnknown, "\(words), and one answer was lost")
            : PortError(.unavailable, "\(words), and nothing was written")
    }

    /// What came of one try.
    enum Attempt<Answer: Sendable> {
        case done(Performed<Answer>)
        /// A condition did not hold. The state as it was then, and whether an earlier sending of the same may be why.
        case lost(StateImage, mayBeDone: Bool)
        /// The rules refuse it on the image.
        case refused(BoardRefusal)
    }

    /// Decides on an image and does it, if all that the decision may depend on is still so.
    func attempt<Answer>(
        _ write: StateWrite<Answer>,
        on image: StateImage,
        readsBack: Bool = false
    ) async throws(PortError) -> Attempt<Answer> {
        var state = image.state
        let decision: StateWrite<Answer>.Decision
        do throws(BoardRefusal) { decision = try write.decide(&state) } catch { return .refused(error) }
        let transaction = try StateTransaction(
            write,
            decision,
            on: image,
            state: state,
            lease: write.isOfSession ? try await session() : nil,
            keys: keys
        )
        var request = transaction.request
        if readsBack { request.success += StateTransaction.reads(keys) }
        let (response, isDoubtful) = try await client.transact(request, .write)
        let revision = try revision(of: response, since: image.complete)
        guard response.succeeded == true else {
            let fresh = try take(stateIn: response, at: revision)
            guard isDoubtful, let last = transaction.entries.last else { return .lost(fresh, mayBeDone: isDoubtful) }
            guard try await isInJournal(last, of: fresh) else { return .lost(fresh, mayBeDone: false) }
            let revision = fresh.revision(of: .journalEnd)
            return .done(Performed(answer: decision.answer, revision: revision, isChange: true))
        }
        try update { image throws(PortError) in
            for (part, value) in transaction.changes { try image.take(part, value, at: revision) }
        }
        let after = readsBack ? try take(stateIn: response, at: revision).state : nil
        let isChange = !transaction.changes.isEmpty
        return .done(Performed(answer: decision.answer, revision: revision, isChange: isChange, state: after))
    }

    /// Whether a record whose sending got no answer was written. If it was not, it never will be: what it was conditional
    /// on has changed.
    private func isInJournal(_ entry: StoredEntry, of image: StateImage) async throws(PortError) -> Bool {
        guard image.journalEnd.position >= entry.position else { return false }
        if image.journalEnd.position == entry.position { return image.journalEnd.hash == entry.hash }
        do throws(PortError) {
            return try await journal.remote.entry(at: entry.position)?.hash == entry.hash
        } catch {
            throw PortError(
                .outcomeUnknown,
                "etcd did not answer, and record \(entry.position) cannot be read: \(error)"
            )
        }
    }

    /// The state as it is now, whatever is known.
    func readState() async throws(PortError) -> StateImage {
        let known = try known().complete
        let (response, _) = try await client.transact(TransactionRequest(success: StateTransaction.reads(keys)), .read)
        return try take(stateIn: response, at: try revision(of: response, since: known))
    }

    /// Linearisable answers of one cluster never go back, unless its data did (DESIGN 3.1, rule 8).
    private func revision(of response: TransactionResponse, since known: Int64) throws(PortError) -> Int64 {
        let revision = response.header?.revision?.value ?? 0
        guard revision < known else { return revision }
        let damage = PortError(
            .damaged,
            "etcd has gone back from revision \(known) to \(revision): an older backup was restored. Run holdfast restore"
        )
        try update { _ throws(PortError) in throw damage }
        throw damage
    }

    /// Takes in the state that an answer brings, and returns it alone: what is known besides may be of other revisions.
    private func take(stateIn response: TransactionResponse, at revision: Int64) throws(PortError) -> StateImage {
        let values = response.stateValues(keys)
        try update { image throws(PortError) in try image.take(values, completeAt: revision) }
        var fresh = StateImage()
        try fresh.take(values, completeAt: revision)
        return fresh
    }
}

// MARK: - What is known

extension EtcdCoordinationStore {
    /// - Throws: the damage that was found, ever.
    func known() throws(PortError) -> StateImage {
        let (image, damage) = warm.withLock { ($0.image, $0.damage) }
        if let damage { throw damage }
        return image
    }

    /// Takes news in, and tells whoever watches.
    func update(_ change: (inout StateImage) throws(PortError) -> Void) throws(PortError) {
        let now = time.now.instant
        let damage: PortError? = warm.withLock { warm in
            do throws(PortError) {
                try change(&warm.image)
                warm.sign.look(at: warm.image, now)
                feed.tell(warm.image.state.board)
            } catch {
                warm.damage = error
            }
            return warm.damage
        }
        if let damage { throw damage }
    }
}

extension TransactionResponse {
    /// The parts of the state that it brings.
    func stateValues(_ keys: KeySpace) -> [(Part, Data, Int64)] {
        let pairs = (responses ?? []).compactMap(\.range).flatMap { $0.kvs ?? [] }
        return pairs.compactMap { pair in
            guard case .part(let part) = keys.place(of: pair.key) else { return nil }
            return (part, pair.value ?? Data(), pair.modRevision?.value ?? 0)
        }
    }
}
