/// Why a database did not answer, or not what was asked.
package struct PostgresFailure: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The connection string cannot be used.
        case unusable
        /// There is no connection, or it broke.
        case unreachable
        /// It did not answer in time.
        case late
        /// The server said no, with a SQLSTATE (PostgreSQL 15, appendix A).
        case refused(state: String)
        /// It answered, and what is wanted cannot be done with it as it is.
        case unfit
    }

    package var kind: Kind
    /// One line, without anything secret.
    package var message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// Whether it says nothing about the database, because the fault is in how it was asked: credentials, rights, a name. The
    /// classes are 28 (authorisation), 3D (no such database) and 42 (rights and syntax).
    package var isOurs: Bool {
        switch kind {
        case .unusable: true
        case .unreachable, .late, .unfit: false
        case .refused(let state): ["28", "3D", "42"].contains { state.hasPrefix($0) }
        }
    }

    /// Whether the same may succeed later.
    package var mayPass: Bool {
        switch kind {
        case .unreachable, .late: true
        // Rolled back, short of something, stopped by an operator or a limit (PostgreSQL 15, appendix A).
        case .refused(let state): ["40", "53", "57"].contains { state.hasPrefix($0) }
        case .unusable, .unfit: false
        }
    }

    /// What libpq says, on one line: it never contains a password, but may have many lines.
    static func line(_ text: UnsafePointer<CChar>?) -> String {
        let lines = text.map { String(cString: $0) } ?? ""
        let first = lines.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "\t" } }.joined(separator: " ")
        return String(first.prefix(longest))
    }

    private static let longest = 300
}
