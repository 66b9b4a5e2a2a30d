import Domain

/// Follows an execution until it ends.
struct ExecutionFollower {
    private let cluster: Cluster
    private let isSilent: Bool
    private let surroundings: Surroundings

    /// Prepares to follow; if `isSilent`, nothing is printed on the way.
    init(_ cluster: Cluster, isSilent: Bool, in surroundings: Surroundings) {
        self.cluster = cluster
        self.isSilent = isSilent
        self.surroundings = surroundings
    }

    /// - Returns: the execution as it ended.
    /// - Throws: when no controller answers for ``Patience/longest``; the execution goes on without being watched.
    func follow(_ id: ExecutionID) async throws(CommandFailure) -> ExecutionView {
        var (log, block) = (FollowLog(), LiveBlock(surroundings))
        var patience = Patience(surroundings)
        var next = 0
        while true {
            do throws(CommandFailure) {
                let (view, output, following) = try await cluster.execution(id, outputFrom: next)
                // Another leader has not heard what was printed before and counts anew.
                next = following
                patience.reset()
                let lines = log.take(view, output)
                guard view.state != .ended else { return end(view, lines, &block) }
                if !isSilent { block.show(ExecutionText.lines(view), below: lines) }
            } catch {
                block.clear()
                try patience.bear(error, isSilent: isSilent)
            }
            do throws(CommandFailure) {
                try await surroundings.wait(Self.pause)
            } catch {
                let advice = "look again with: holdfast executions follow \(id)"
                throw CommandFailure(.failed, "stopped watching, \(id) goes on; \(advice)")
            }
        }
    }

    private func end(_ view: ExecutionView, _ lines: [StyledText], _ block: inout LiveBlock) -> ExecutionView {
        guard !isSilent else { return view }
        block.show([], below: lines)
        surroundings.print(ExecutionText.ending(view))
        return view
    }

    private static let pause = Duration.milliseconds(250)
}

extension ExecutionView {
    /// Whether it ended with everything done, or with what the plan allows to fail.
    var isGood: Bool {
        switch outcome {
        case .succeeded, .succeededWithFailures: true
        case .failed, .compensated, .aborted, nil: false
        }
    }
}
