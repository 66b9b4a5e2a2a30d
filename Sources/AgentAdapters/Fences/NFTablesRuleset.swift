import Domain

/// The text that nft reads: an own table for one application, whose one set element with a timeout is the permission.
///
/// Packets to a guarded port are looked at as they arrive, packets from one as they leave, loopback included, before
/// connection tracking and address translation, so it makes no difference whether a connection is established. A packet
/// without permission is dropped and its sender gets a reset, so that clients do not hang; resets themselves pass, because
/// they can only end a connection.
struct NFTablesRuleset {
    let application: ApplicationID
    let ports: [UInt16]
    let addresses: [String]

    init(_ configuration: NFTablesFenceConfiguration) {
        application = configuration.application
        ports = configuration.ports
        addresses = configuration.addresses
    }

    /// Why nft cannot be given these; `nil` if it can.
    var defect: String? {
        guard application.isWellFormed else { return "the name of the application cannot name a table" }
        guard !ports.isEmpty else { return "the fence guards no port" }
        let allowed = Set("0123456789abcdefABCDEF.:/")
        if let bad = addresses.first(where: { $0.isEmpty || !$0.allSatisfy(allowed.contains) }) {
            return "\(bad) is not an IP address or a prefix"
        }
        return nil
    }

    /// Creates the table closed, or brings the rules of the one that is there up to date; the permission stays as it is.
    var installation: String {
        let rules =
            (arriving.map { "add rule \(table) arriving \($0) jump gate" }
            + leaving.map { "add rule \(table) leaving \($0) jump gate" }).joined(separator: "\n")
        return """
            add table \(table)
            add set \(table) lease { type inet_proto; flags timeout; }
            add chain \(table) gate
            add chain \(table) arriving { type filter hook prerouting priority raw; policy accept; }
            add chain \(table) leaving { type filter hook output priority raw; policy accept; }
            flush chain \(table) arriving
            flush chain \(table) leaving
            flush chain \(table) gate
            add rule \(table) gate tcp flags rst return
            add rule \(table) gate meta l4proto @lease return
            add rule \(table) gate meta l4proto tcp reject with tcp reset
            \(rules)

            """
    }

    /// Throws the table away, whatever somebody has made of it, and creates it closed, all at once.
    var replacement: String { "add table \(table)\ndelete table \(table)\n" + installation }

    /// Prints the table.
    var listing: String { "list table \(table)\n" }

    /// Takes the permission away.
    var closing: String {
        """
        add element \(table) lease { tcp }
        delete element \(table) lease { tcp }

        """
    }

    /// Gives the permission for this long from now. Adding alone would not refresh one that is there.
    func opening(for rest: Duration) -> String {
        closing + "add element \(table) lease { tcp timeout \(max(rest.wholeMilliseconds, 1))ms }\n"
    }

    private var table: String { "inet holdfast_\(application)" }
    private var portSet: String { "{ \(ports.map(String.init).joined(separator: ", ")) }" }

    private var arriving: [String] {
        guard !addresses.isEmpty else { return ["fib daddr type local tcp dport \(portSet)"] }
        // The second: what a container with an address of its own answers arrives here too, before it is routed on.
        return families.flatMap {
            ["\($0) daddr \($1) tcp dport \(portSet)", "\($0) saddr \($1) tcp sport \(portSet)"]
        }
    }

    private var leaving: [String] {
        guard !addresses.isEmpty else { return ["tcp sport \(portSet)"] }
        return families.flatMap {
            ["\($0) saddr \($1) tcp sport \(portSet)", "\($0) daddr \($1) tcp dport \(portSet)"]
        }
    }

    /// The addresses as sets, by family.
    private var families: [(String, String)] {
        let six = addresses.filter { $0.contains(":") }
        let four = addresses.filter { !$0.contains(":") }
        return [("ip", four), ("ip6", six)].filter { !$0.1.isEmpty }.map { ($0, "{ \($1.joined(separator: ", ")) }") }
    }
}
