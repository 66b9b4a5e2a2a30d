import Domain

/// The values that templates and conditions can look up, at one place of a plan.
package struct TemplateScope: Hashable, Sendable {
    private let application: ApplicationID
    private var epoch: Epoch?
    private var execution: ExecutionID?
    private var regions: [TemplatePath.Place: PlannedRegion]
    /// What finished steps gave.
    package var outputs: [StepID: [String: String]]
    /// How finished steps ended.
    package var endings: [StepID: TemplatePath.Ending]

    /// For a check of an application that looks at a region.
    package init(application: ApplicationID, checkOf region: PlannedRegion) {
        self.application = application
        epoch = nil
        execution = nil
        regions = [.region: region]
        outputs = [:]
        endings = [:]
    }

    /// For a step of an execution.
    package init(
        application: ApplicationID,
        epoch: Epoch,
        execution: ExecutionID,
        source: PlannedRegion,
        target: PlannedRegion,
        outputs: [StepID: [String: String]] = [:],
        endings: [StepID: TemplatePath.Ending] = [:]
    ) {
        self.application = application
        self.epoch = epoch
        self.execution = execution
        regions = [.source: source, .target: target]
        self.outputs = outputs
        self.endings = endings
    }

    /// The value as text.
    ///
    /// - Throws: ``TemplateError`` naming the path, if it has no value here.
    package func value(of path: TemplatePath) throws(TemplateError) -> String {
        guard let value = valueIfAny(of: path) else {
            throw TemplateError(path: path.description, "{{\(path)}} has no value here: \(absence(of: path))")
        }
        return value
    }

    /// The value as text; `nil` if it has none here.
    func valueIfAny(of path: TemplatePath) -> String? {
        switch path {
        case .application: application.rawValue
        case .epoch: epoch?.description
        case .execution: execution?.rawValue
        case .region(let place): regions[place]?.id.rawValue
        case .endpoint(let place, let name): regions[place]?.endpoints[name]
        case .output(let step, let name): outputs[step]?[name]
        case .ending(let step, let ending): endings[step] == ending ? "true" : "false"
        }
    }

    private func absence(of path: TemplatePath) -> String {
        switch path {
        case .application, .ending: "it always has one"
        case .epoch, .execution: "it is known in steps only"
        case .region(let place): Self.absence(of: place)
        case .endpoint(let place, let name):
            regions[place].map { "region \($0.id) has no endpoint \(name); add it under regions.\($0.id).endpoints" }
                ?? Self.absence(of: place)
        case .output(let step, let name): "step \(step) has given no output \(name)"
        }
    }

    private static func absence(of place: TemplatePath.Place) -> String {
        switch place {
        case .region: "it is known in checks only; write target or source"
        case .source, .target: "it is known in steps only; write region"
        }
    }
}
