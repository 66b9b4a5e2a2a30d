import Domain
import Ports

// What checks and probes see.
extension World {
    func look(at check: AssignedCheck, from region: RegionID) -> Observation {
        let subject = check.subject
        guard region == subject || network.canTalk(.region(region), .region(subject)) else {
            return Observation(outcome: .failed, summary: "no answer", took: check.timeout)
        }
        let took =
            region == subject
            ? Duration.milliseconds(2) : min(network.roundTrip(.region(region), .region(subject)), check.timeout)
        let isGood: Bool
        switch check.check {
        case "ready": isGood = services.isReady(check.application, in: subject)
        default: isGood = services.serves(check.application, in: subject)
        }
        return Observation(
            outcome: isGood && took < check.timeout ? .passed : .failed,
            summary: isGood ? "200" : "503",
            took: took,
            figures: figures(of: check, in: subject)
        )
    }

    /// The readiness of a standby says how far it is behind.
    private func figures(of check: AssignedCheck, in region: RegionID) -> [String: Double] {
        guard check.check == "ready", services.isMeasured(check.application, in: region),
            let lag = customers(of: check.application)?.lag(in: region)
        else { return [:] }
        return [ReplicationFigure.lag.rawValue: Double(lag.microseconds) / 1_000_000]
    }

    func look(at request: WebRequest, from site: Site, pinnedAddress: String?) -> Observation {
        let application = setting.applications.first { request.url.hasPrefix("http://\($0).") }
        let address =
            pinnedAddress ?? application.flatMap { names.secondary.values(of: setting.record(of: $0)).first } ?? ""
        guard let application, let region = setting.region(at: address), network.canTalk(site, .region(region)),
            services.serves(application, in: region)
        else { return Observation(outcome: .failed, summary: "no answer", took: request.timeout) }
        return Observation(outcome: .passed, summary: "200", took: .milliseconds(5))
    }
}
