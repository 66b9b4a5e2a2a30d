import Domain

/// Runs `status --watch`: asks, draws, and looks at keys.
struct StatusWatch {
    private let cluster: Cluster
    private let surroundings: Surroundings

    init(_ cluster: Cluster, in surroundings: Surroundings) {
        self.cluster = cluster
        self.surroundings = surroundings
    }

    func run() async throws(CommandFailure) {
        guard surroundings.terminal.isInteractive else {
            throw CommandFailure(.usage, "--watch needs a terminal: leave it out, or use --output json in a loop")
        }
        surroundings.terminal.enterScreen()
        defer { surroundings.terminal.leaveScreen() }
        let screen = SharedScreen()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await refresh(screen) }
            group.addTask { await draw(screen) }
            // The one that draws ends with q, both end when the program is told to.
            await group.next()
            group.cancelAll()
        }
    }

    private func refresh(_ screen: SharedScreen) async {
        while !Task.isCancelled {
            do throws(CommandFailure) {
                screen.take(try await cluster.status())
            } catch {
                screen.take(trouble: error.message)
            }
            guard (try? await surroundings.wait(Self.refreshing)) != nil else { return }
        }
    }

    private func draw(_ screen: SharedScreen) async {
        var drawn: [StyledText] = []
        while !Task.isCancelled {
            for key in ScreenKey.keys(in: surroundings.terminal.pressedKeys()) {
                switch key {
                case .quit: return
                case .up: screen.scroll(by: -1)
                case .down: screen.scroll(by: 1)
                }
            }
            let lines = screen.current.lines(surroundings.terminal.size)
            if lines != drawn { show(lines) }
            drawn = lines
            guard (try? await surroundings.wait(Self.looking)) != nil else { return }
        }
    }

    /// Each line is written over the old one and the rest of it erased, so that nothing flickers.
    private func show(_ lines: [StyledText]) {
        let text = lines.map { $0.rendered(inColour: surroundings.isOutputColoured) + "\u{1B}[K" }
        surroundings.terminal.write("\u{1B}[H" + text.joined(separator: "\r\n") + "\u{1B}[J")
    }

    private static let refreshing = Duration.seconds(1)
    /// Soon enough for a finger.
    private static let looking = Duration.milliseconds(50)
}
