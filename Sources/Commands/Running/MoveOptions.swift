import ArgumentParser
import Domain

/// What every move needs, and how it goes on after it was ordered.
struct MoveOptions: ParsableArguments {
    @Argument(help: "As its plan calls it.") var application: ApplicationID

    @Option(help: "Where to; by default the plan says.")
    var to: RegionID?

    @OptionGroup var reason: ReasonOptions

    @Option(help: "The loss of data that is accepted at the most, for example 22m.")
    var acceptLoss: DurationArgument?

    @Option(
        name: .customLong("override"),
        help: ArgumentHelp(
            "Gates that are passed over, with commas: target-health, readiness, unknown-loss.",
            valueName: "gates"
        )
    )
    var overrides: [OverrideArgument] = []

    @Flag(help: "Only say what would happen, and what forbids it.")
    var dryRun = false

    @Flag(inversion: .prefixedNo, help: "Show the move until it ends.")
    var follow = true

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(_ kind: MoveOrder.Kind, in surroundings: Surroundings) async throws(CommandFailure) {
        let cluster = try connection.cluster(in: surroundings)
        let answer = try await order(kind, from: cluster, in: surroundings)
        guard case .move(let move) = answer.body else { throw .otherVersion }
        if output.output == .text { surroundings.print(MoveText.lines(move)) }
        guard follow, !dryRun else { return try output.confirm(answer, in: surroundings) }
        if output.output == .text { surroundings.print(StyledText(answer.message)) }
        let follower = MoveFollower(cluster, isSilent: output.output == .json, in: surroundings)
        let execution = try await follower.follow(move)
        if let execution, !execution.isGood {
            throw CommandFailure(
                .failed,
                ExecutionText.ending(execution).plain,
                view: .execution(execution, output: [], nextOutput: 0)
            )
        }
        guard output.output == .json else { return }
        let view = execution.map { OperatorView.execution($0, output: [], nextOutput: 0) } ?? .move(move)
        try output.confirm(OperatorAnswer(.done, answer.message, body: view), in: surroundings)
    }

    /// A denied move shows what it would have been: the denials are the answer.
    private func order(
        _ kind: MoveOrder.Kind,
        from cluster: Cluster,
        in surroundings: Surroundings
    ) async throws(CommandFailure) -> OperatorAnswer {
        let order = MoveOrder(
            kind: kind,
            application: application,
            target: to,
            reason: reason.reason,
            acceptedLoss: acceptLoss?.duration,
            overrides: overrides.flatMap(\.gates),
            dryRun: dryRun
        )
        do throws(CommandFailure) {
            return try await cluster.ask(.move(order))
        } catch {
            if output.output == .text, case .move(let move) = error.view { surroundings.print(MoveText.lines(move)) }
            throw error
        }
    }
}
