import Domain

/// A value in a frame that cannot be accepted, and where it stands.
struct FieldFault: Error {
    /// From the frame to the field, for example `report.checks[3].age`.
    private(set) var path: String
    let problem: String
    let code: Refusal.Code

    init(_ field: String, _ problem: String, code: Refusal.Code = .malformed) {
        path = field
        self.problem = problem
        self.code = code
    }

    /// The same fault, seen from the message around it.
    func within(_ field: String) -> FieldFault {
        var fault = self
        fault.path = path.isEmpty ? field : "\(field).\(path)"
        return fault
    }

    var refusal: Refusal { Refusal(code, path.isEmpty ? problem : "\(path) \(problem)") }
}

/// A generated message that is read into a noun of the domain, every value checked.
protocol WireReadable {
    associatedtype Noun
    func read() throws(FieldFault) -> Noun
}
