import Domain

/// The paths between sites: each direction of each pair by itself.
final class Network {
    /// One direction between two sites.
    private struct Path: Hashable {
        var from: Site
        var to: Site
    }

    private let scheduler: Scheduler
    private var random: SeededRandom
    var weather: NetworkWeather
    /// How many faults cut a path now: one that heals does not heal another's cut.
    private var cuts: [Path: Int] = [:]
    private var slowness: [Path: Duration] = [:]
    private var healers: [() -> Void] = []

    init(_ scheduler: Scheduler, random: SeededRandom, weather: NetworkWeather) {
        self.scheduler = scheduler
        self.random = random
        self.weather = weather
    }

    // MARK: Faults

    func cut(from: Site, to: Site) { cuts[Path(from: from, to: to), default: 0] += 1 }

    func heal(from: Site, to: Site) {
        let path = Path(from: from, to: to)
        guard let count = cuts[path] else { return }
        cuts[path] = count > 1 ? count - 1 : nil
        for healer in healers { healer() }
    }

    func slow(from: Site, to: Site, by delay: Duration?) { slowness[Path(from: from, to: to)] = delay }

    func healEverything() {
        cuts = [:]
        slowness = [:]
        for healer in healers { healer() }
    }

    /// Is told whenever a path comes back.
    func whenHealed(_ body: @escaping () -> Void) { healers.append(body) }

    // MARK: Sending

    func reaches(_ from: Site, _ to: Site) -> Bool {
        cuts.isEmpty || from == to || cuts[Path(from: from, to: to)] == nil
    }

    func canTalk(_ left: Site, _ right: Site) -> Bool { reaches(left, right) && reaches(right, left) }

    /// Nothing is cut or slowed between the two.
    func isGood(_ left: Site, _ right: Site) -> Bool {
        canTalk(left, right) && slowness[Path(from: left, to: right)] == nil
            && slowness[Path(from: right, to: left)] == nil
    }

    /// How long a check takes for both ways: what the weather does to messages, it does not do to checks.
    func roundTrip(_ from: Site, _ to: Site) -> Duration {
        let slowness = (slowness[Path(from: from, to: to)] ?? .zero) + (slowness[Path(from: to, to: from)] ?? .zero)
        return random.duration(in: weather.delay) * 2 + slowness
    }

    /// How long a message takes now.
    func delay(_ from: Site, _ to: Site) -> Duration {
        let base: ClosedRange<Duration> =
            from == to ? .microseconds(50)...(.microseconds(500)) : weather.delay
        var delay = random.duration(in: base)
        if from != to, random.chance(weather.longDelays) {
            delay += random.duration(in: .milliseconds(100)...(.seconds(8)))
        }
        return slowness.isEmpty ? delay : delay + (slowness[Path(from: from, to: to)] ?? .zero)
    }

    /// Carries a message: it arrives late, twice, or not at all. What is on its way when the path is cut is lost.
    func carry(from: Site, to: Site, _ arrive: @escaping () -> Void) {
        let copies = from != to && random.chance(weather.duplicates) ? 2 : 1
        for _ in 0..<copies {
            if from != to, random.chance(weather.loss) { continue }
            guard reaches(from, to) else { continue }
            scheduler.after(delay(from, to)) {
                if self.reaches(from, to) { arrive() }
            }
        }
    }
}

/// What the network does to messages all the time.
package struct NetworkWeather: Hashable, Sendable {
    /// Between two sites.
    package var delay: ClosedRange<Duration> = .milliseconds(1)...(.milliseconds(5))
    /// Probability that a message is lost.
    package var loss = 0.0
    /// Probability that it comes twice.
    package var duplicates = 0.0
    /// Probability that it takes seconds.
    package var longDelays = 0.0
}
