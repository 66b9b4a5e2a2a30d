import Domain

extension [ApplicationID] {
    /// A line about these applications: their names, or how many they are where names would hide the rest.
    func headline(_ what: String) -> String {
        let names = count > Self.mostNames ? "\(count) applications" : map(\.rawValue).joined(separator: ", ")
        return "\(names): \(what)"
    }

    private static var mostNames: Int { 3 }
}
