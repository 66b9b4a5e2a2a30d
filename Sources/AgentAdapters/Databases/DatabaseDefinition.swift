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
    /// What it takes to make it a standby of another server; `nil` where that is left to people.
    package var rejoining: RejoinDefinition?

    package init(name: DatabaseName, place: Place, rejoining: RejoinDefinition? = nil) {
        self.name = name
        self.place = place
        self.rejoining = rejoining
    }

    /// The connection string, or why there is none.
    func connectionString(in environment: [String: String]) -> Result<String, MissingConnectionString> {
        place.connectionString(in: environment)
    }

    /// What agents can do to it.
    package var actions: [DatabaseAction] {
        DatabaseAction.allCases.filter { action in
            switch action {
            case .promote: true
            case .rejoin: rejoining != nil
            }
        }
    }
}

extension DatabaseDefinition.Place {
    /// Read anew each time, so that a changed password needs no restart.
    func connectionString(in environment: [String: String]) -> Result<String, MissingConnectionString> {
        switch self {
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
