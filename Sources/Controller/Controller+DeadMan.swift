import Decision
import Domain
import Ports

// The dead-man's switch: a sign of life to somebody outside, whom its end alarms (DESIGN 3.5).
extension Controller {
    /// Asks the configured URL while this process leads and the store confirms that; a leader whose commit has failed leads no
    /// more. Whatever else stops, stops this: that is what it is for.
    func showSignsOfLife(to deadMan: DeadMan) async throws {
        let web = ports.web
        let request = WebRequest(url: deadMan.url, timeout: Self.longestAnswer)
        while true {
            let sign = await whileLeading { () -> Result<Observation, PortError> in
                .success(await web.probe(request, pinnedAddress: nil))
            }
            if case .success(let seen) = sign, seen.outcome != .passed {
                logger.warning("the dead-man's switch does not answer", metadata: ["reason": "\(seen.summary)"])
            }
            try await ports.time.sleep(until: ports.time.now.instant + deadMan.every)
        }
    }

    private static var longestAnswer: Duration { .seconds(5) }
}
