/// What a server committed after another had taken its place, as its log tells it (PostgreSQL 15, `pg_waldump`).
struct LoneCommits: Hashable {
    private(set) var count = 0
    /// When the last one was committed, by the clock of the server.
    private(set) var last: String?
    /// Transactions that are the agents' own: the check `postgres` has a server take a message that nobody reads.
    private var probes: Set<Substring> = []

    /// Takes a line such as `rmgr: Transaction len (rec/tot): 34/34, tx: 741, lsn: 0/03000060, … desc: COMMIT 2026-01-31 …`.
    mutating func take(_ line: String) {
        guard let mark = line.firstRange(of: "tx:") else { return }
        let number = line[mark.upperBound...].drop { $0 == " " }.prefix { $0.isNumber }
        if line.contains(Self.probe) {
            probes.insert(number)
        } else if let verb = line.firstRange(of: "desc: COMMIT"), probes.remove(number) == nil {
            count += 1
            // COMMIT, or COMMIT_PREPARED and the number.
            let time = line[verb.upperBound...].prefix { $0 != ";" }.drop { $0 != " " }
            last = time.split(separator: " ").suffix(3).joined(separator: " ")
        }
    }

    private static let probe = #"prefix "holdfast";"#
}
