import Domain
import Ports

/// What the authoritative servers answer after a change: it is done when every one that can be reached answers the new values
/// (DESIGN 3.4). One that is silent, perhaps because it died with its region, gives nobody the old ones.
struct DNSPropagation: Hashable, Sendable {
    /// Servers that answer something else, or refuse, and records that nobody answers, one line each.
    private(set) var laggards: [String] = []
    /// Servers that do not answer, one line each.
    private(set) var silent: [String] = []
    private var arrived = 0

    var isDone: Bool { laggards.isEmpty && arrived > 0 }

    /// What is missing, or what was passed over.
    var summary: String {
        let said = isDone ? ["every authoritative server that can be reached answers the new values"] : laggards
        return (said + silent).joined(separator: "; ")
    }

    /// Takes in what every server answers for one record. One that nobody answers is not done, whatever of the others is: the
    /// last server may have died between the two questions.
    mutating func take(_ answers: [DNSServerAnswer], for record: DNSRecordKey, wanted: [String]) {
        let known = arrived + laggards.count
        for answer in answers { take(answer, wanted: wanted) }
        if arrived + laggards.count == known { laggards.append("no server answers \(record)") }
    }

    private mutating func take(_ answer: DNSServerAnswer, wanted: [String]) {
        switch answer.result {
        case .success(wanted): arrived += 1
        case .success(let other): laggards.append("\(answer.server) still answers \(other.joined(separator: ", "))")
        case .failure(let error) where error.code == .unavailable: silent.append(error.message)
        case .failure(let error): laggards.append("\(answer.server): \(error.message)")
        }
    }
}
