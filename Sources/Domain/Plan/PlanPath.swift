/// A place in a plan, for example `scenarios.region-failure.runbook[2].with.record`.
package struct PlanPath: Hashable, Sendable, CustomStringConvertible {
    package enum Part: Hashable, Sendable {
        case name(String)
        /// Counted from 0.
        case index(Int)
    }

    package var parts: [Part]

    package init(_ parts: [Part] = []) { self.parts = parts }

    /// The plan as a whole.
    package static let root = PlanPath()

    package subscript(name: String) -> PlanPath { PlanPath(parts + [.name(name)]) }
    package subscript(name: some Identifier) -> PlanPath { self[name.rawValue] }
    package subscript(index: Int) -> PlanPath { PlanPath(parts + [.index(index)]) }

    /// The place that this one is part of; `nil` for the whole plan.
    package var parent: PlanPath? { parts.isEmpty ? nil : PlanPath(Array(parts.dropLast())) }

    package var description: String {
        guard !parts.isEmpty else { return "plan" }
        return parts.reduce(into: "") { text, part in
            switch part {
            case .name(let name): text += text.isEmpty ? name : ".\(name)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}
