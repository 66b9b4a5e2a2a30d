import Domain

/// Follows a move from its proposal through the commit to the end of its runbook.
struct MoveFollower {
    private let cluster: Cluster
    private let isSilent: Bool
    private let surroundings: Surroundings

    init(_ cluster: Cluster, isSilent: Bool, in surroundings: Surroundings) {
        self.cluster = cluster
        self.isSilent = isSilent
        self.surroundings = surroundings
    }

    /// - Returns: the execution as it ended; `nil` if the epoch has moved and no runbook runs.
    /// - Throws: when the move does not happen, with the reason.
    func follow(_ move: MoveView) async throws(CommandFailure) -> ExecutionView? {
        var patience = Patience(surroundings)
        var told: StyledText?
        var committedAt: Instant?
        while true {
            do throws(CommandFailure) {
                let stage = MoveStage(of: move, in: try await cluster.status())
                patience.reset()
                if let line = stage.line, line != told { tell(line, &told) }
                switch stage {
                case .running(let id): return try await follow(id)
                case .closed: throw await refusal(of: move)
                case .committed(let epoch):
                    if let id = try await execution(of: move, epoch) { return try await follow(id) }
                    let now = surroundings.time.now.instant
                    committedAt = committedAt ?? now
                    if let start = committedAt, now - start > Self.longestStart { return nil }
                case .proposed, .unknown: break
                }
            } catch {
                try patience.bear(error, isSilent: isSilent)
            }
            try await pause(move)
        }
    }

    private func tell(_ line: StyledText, _ told: inout StyledText?) {
        told = line
        if !isSilent { surroundings.print(line) }
    }

    private func follow(_ id: ExecutionID) async throws(CommandFailure) -> ExecutionView {
        try await ExecutionFollower(cluster, isSilent: isSilent, in: surroundings).follow(id)
    }

    /// The runbook may have ended between two looks.
    private func execution(of move: MoveView, _ epoch: Epoch) async throws(CommandFailure) -> ExecutionID? {
        try await cluster.executions().last { $0.application == move.application && $0.epoch == epoch }?.id
    }

    /// Why the proposal was closed stands in the journal.
    private func refusal(of move: MoveView) async -> CommandFailure {
        let records = (try? await cluster.lastRecords(Self.recordsToSearch)) ?? []
        let reason = records.reversed().lazy.compactMap { record -> String? in
            guard case .failover(.proposalClosed(move.application, let number, let reason)) = record.event else {
                return nil
            }
            return number == move.proposal ? reason : nil
        }.first
        let text = reason ?? "look at holdfast status and holdfast journal tail"
        return CommandFailure(.refused, "\(move.application) stays in \(move.source), the proposal was closed: \(text)")
    }

    private func pause(_ move: MoveView) async throws(CommandFailure) {
        do throws(CommandFailure) {
            try await surroundings.wait(Self.pause)
        } catch {
            let text = "stopped watching, the move of \(move.application) goes on; look with: holdfast status --watch"
            throw CommandFailure(.failed, text)
        }
    }

    private static let pause = Duration.milliseconds(250)
    /// The leader starts the runbook in the moment of the commit; longer than an election, there is none to come.
    private static let longestStart = Duration.seconds(10)
    private static let recordsToSearch = 100
}
