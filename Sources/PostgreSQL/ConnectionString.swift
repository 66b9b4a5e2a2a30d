import CLibPQ

/// A connection string taken apart (PostgreSQL 15, 34.1.1), so that its password need not stand among a program's arguments,
/// where every user of the host can read it.
package struct ConnectionString: Hashable, Sendable {
    package var password: String?
    /// All of it but the password.
    package var withoutPassword: String

    /// - Throws: ``PostgresFailure/Kind/unusable`` when it cannot be read, without telling what it says.
    package init(_ text: String) throws(PostgresFailure) {
        // A message of libpq would show parts of it.
        guard let options = PQconninfoParse(text, nil) else {
            let message =
                "the connection string cannot be read: write it as host=… dbname=… or postgresql://… (libpq, 34.1.1)"
            throw PostgresFailure(.unusable, message)
        }
        defer { PQconninfoFree(options) }
        var settings: [String] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val.map({ String(cString: $0) }) {
                let keyword = String(cString: keyword)
                if keyword == "password" {
                    password = value
                } else {
                    settings.append("\(keyword)=\(Self.quoted(value))")
                }
            }
            option += 1
        }
        withoutPassword = settings.joined(separator: " ")
    }

    private static func quoted(_ value: String) -> String {
        "'" + value.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] } + "'"
    }
}
