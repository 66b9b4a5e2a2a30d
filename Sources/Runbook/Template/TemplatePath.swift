import Domain

/// What may stand between `{{` and `}}`, and in a condition: the name of one value.
package enum TemplatePath: Hashable, Sendable {
    /// Which region is meant.
    package enum Place: String, Hashable, Sendable, CaseIterable {
        /// The region that a check looks at. In checks only.
        case region
        /// The region that a runbook recovers from. In steps only.
        case source
        /// The region that a runbook recovers to. In steps only.
        case target
    }

    /// How a step ended.
    package enum Ending: String, Hashable, Codable, Sendable, CaseIterable {
        case succeeded
        case failed
        case skipped
    }

    case application
    case epoch
    case execution
    /// The name of a region.
    case region(Place)
    /// `target.endpoints.NAME`.
    case endpoint(Place, String)
    /// `steps.ID.outputs.NAME`.
    case output(StepID, String)
    /// `steps.ID.failed`: the text `true` or `false`.
    case ending(StepID, Ending)

    package init(_ text: some StringProtocol) throws(TemplateError) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
        guard parts.allSatisfy({ !$0.isEmpty }), let path = Self.path(of: parts) else {
            throw TemplateError(path: String(text), "there is no {{\(text)}}; known are \(Self.known)")
        }
        self = path
    }

    private static func path(of parts: [String]) -> TemplatePath? {
        switch (parts[0], parts.count) {
        case ("application", 1): .application
        case ("epoch", 1): .epoch
        case ("execution", 1): .execution
        case (let name, 1): Place(rawValue: name).map { .region($0) }
        case ("steps", 3): Ending(rawValue: parts[2]).map { .ending(StepID(parts[1]), $0) }
        case ("steps", 4): parts[2] == "outputs" ? .output(StepID(parts[1]), parts[3]) : nil
        case (let name, 3): parts[1] == "endpoints" ? Place(rawValue: name).map { .endpoint($0, parts[2]) } : nil
        case (_, _): nil
        }
    }

    /// The step whose result is meant, if any.
    package var step: StepID? {
        switch self {
        case .output(let step, _), .ending(let step, _): step
        case .application, .epoch, .execution, .region, .endpoint: nil
        }
    }

    private static let known = """
        application, epoch, execution, source, target (or region in a check), each of these three with .endpoints.NAME, \
        steps.ID.outputs.NAME, steps.ID.succeeded, steps.ID.failed and steps.ID.skipped
        """
}

extension TemplatePath: CustomStringConvertible {
    package var description: String {
        switch self {
        case .application: "application"
        case .epoch: "epoch"
        case .execution: "execution"
        case .region(let place): place.rawValue
        case .endpoint(let place, let name): "\(place.rawValue).endpoints.\(name)"
        case .output(let step, let name): "steps.\(step).outputs.\(name)"
        case .ending(let step, let ending): "steps.\(step).\(ending.rawValue)"
        }
    }
}
