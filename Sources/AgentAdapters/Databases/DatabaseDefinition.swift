import Domain

/// A database of this host, as the agent's own file names it: plans name it, and what it takes to log in stays here.
package struct DatabaseDefinition: Hashable, Sendable {
    /// Where the connection string stands.
    package enum Place: Hashable, Sendable {
        /// In a variable of the agent's environment.
        case variable(String)
        /// In a file.
        case file(String)
    }

    package var name: DatabaseName
    package var place: Place

    package init(name: DatabaseName, place: Place) {
        self.name = name
        self.place = place
    }

    /// The connection string, read anew each time, so that a changed password needs no restart; or why there is none.
    func connectionString(in environment: [String: String]) -> Result<String, MissingConnectionString> {
        switch place {
        case .variable(let variable):
            guard let text = environment[variable] else {
                return .failure(MissingConnectionString(reason: "the agent's environment has no variable \(variable)"))
            }
            return .success(text)
        case .file(let path):
            guard let text = TextFile.read(path) else {
                return .failure(MissingConnectionString(reason: "\(path) cannot be read"))
            }
            return .success(text.trimmed)
        }
    }
}

/// Why a database cannot even be asked.
struct MissingConnectionString: Error {
    var reason: String
}
