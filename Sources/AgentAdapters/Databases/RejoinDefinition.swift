import Domain

/// What it takes to make a server of this host a standby of the one that has taken its place.
package struct RejoinDefinition: Hashable, Sendable {
    /// The application whose data it has: under its lease the server is not touched.
    package var application: ApplicationID
    /// Where the connection string of the other server stands.
    package var source: DatabaseDefinition.Place
    /// The directory of its data.
    package var data: String
    /// The directory of PostgreSQL's programs.
    package var programs: String
    /// Its configuration file, where that is not among its data.
    package var configuration: String?
    /// Whom its data belongs to.
    package var user: String
    /// What ends the server, with the agent's rights; over when it has ended.
    package var stop: [String]
    /// What starts it.
    package var start: [String]

    package init(
        application: ApplicationID,
        source: DatabaseDefinition.Place,
        data: String,
        programs: String,
        configuration: String? = nil,
        user: String,
        stop: [String],
        start: [String]
    ) {
        self.application = application
        self.source = source
        self.data = data
        self.programs = programs
        self.configuration = configuration
        self.user = user
        self.stop = stop
        self.start = start
    }
}
