import Domain

/// The data of a SOA record (RFC 1035, 3.3.13).
package struct DNSStartOfAuthority: Hashable, Sendable {
    package var primary: DNSName
    package var mailbox: DNSName
    package var serial: UInt32
    /// Refresh, retry, expire and minimum, in seconds.
    package var timers: [UInt32]

    package init(primary: DNSName, mailbox: DNSName, serial: UInt32, timers: [UInt32]) {
        self.primary = primary
        self.mailbox = mailbox
        self.serial = serial
        self.timers = timers
    }

    static let timerCount = 4
}
