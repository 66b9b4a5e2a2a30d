import Domain
import SwiftProtobuf

extension WireCheckReport: WireReadable {
    init(_ report: CheckReport) {
        self.init()
        application = report.application.rawValue
        check = report.check.rawValue
        subject = report.subject.rawValue
        status = Status(report.status)
        latest = WireObservation(report.latest)
        age = Google_Protobuf_Duration(max(.zero, report.age))
        if let duration = report.badFor { badFor = Google_Protobuf_Duration(max(.zero, duration)) }
        hasBeenUp_p = report.hasBeenUp
    }

    func read() throws(FieldFault) -> CheckReport {
        CheckReport(
            application: try Field.name(application, "application"),
            check: try Field.name(check, "check"),
            subject: try Field.name(subject, "subject"),
            status: try status.read(),
            latest: try Field.message(hasLatest ? latest : nil, "latest"),
            age: try Field.requiredDuration(hasAge ? age : nil, "age"),
            badFor: try Field.optionalDuration(hasBadFor ? badFor : nil, "badFor"),
            hasBeenUp: hasBeenUp_p
        )
    }
}

extension WireCheckReport.Status {
    fileprivate init(_ status: CheckStatus) {
        switch status {
        case .up: self = .up
        case .down: self = .down
        case .unknown: self = .unknown
        }
    }

    fileprivate func read() throws(FieldFault) -> CheckStatus {
        switch self {
        case .up: .up
        case .down: .down
        case .unknown: .unknown
        case .unspecified, .UNRECOGNIZED: throw FieldFault("status", "is missing, or none that this version knows")
        }
    }
}

extension WireObservation: WireReadable {
    init(_ observation: Observation) {
        self.init()
        outcome = Outcome(observation.outcome)
        summary = observation.summary.oneLine()
        took = Google_Protobuf_Duration(max(.zero, observation.took))
        figures = observation.figures.sendable
    }

    func read() throws(FieldFault) -> Observation {
        Observation(
            outcome: try outcome.read(),
            summary: try Field.text(summary, "summary"),
            took: try Field.requiredDuration(hasTook ? took : nil, "took"),
            figures: try Field.figures(figures, "figures")
        )
    }
}

extension WireObservation.Outcome {
    fileprivate init(_ outcome: Observation.Outcome) {
        switch outcome {
        case .passed: self = .passed
        case .failed: self = .failed
        case .notRun: self = .notRun
        }
    }

    fileprivate func read() throws(FieldFault) -> Observation.Outcome {
        switch self {
        case .passed: .passed
        case .failed: .failed
        case .notRun: .notRun
        case .unspecified, .UNRECOGNIZED: throw FieldFault("outcome", "is missing, or none that this version knows")
        }
    }
}

extension [String: Double] {
    /// The figures that the protocol takes: a check that measures too much must not silence its agent.
    fileprivate var sendable: [String: Double] {
        let accepted = filter { name, figure in
            figure.isFinite && (1...ProtocolLimits.longestFigureName).contains(name.utf8.count)
                && name.withoutControlCharacters == name
        }
        guard accepted.count > ProtocolLimits.mostFigures else { return accepted }
        let first = accepted.sorted { $0.key < $1.key }.prefix(ProtocolLimits.mostFigures)
        return Dictionary(uniqueKeysWithValues: first.map { ($0.key, $0.value) })
    }
}
