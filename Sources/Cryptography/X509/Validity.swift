import Domain

/// The time in which a certificate is valid, both ends included; whole seconds.
package struct Validity: Hashable, Sendable {
    package let notBefore: Timestamp
    package let notAfter: Timestamp

    package init(notBefore: Timestamp, notAfter: Timestamp) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    /// Both ends as seconds since 1970.
    package init(notBefore: Int64, notAfter: Int64) {
        self.init(notBefore: Timestamp(seconds: notBefore), notAfter: Timestamp(seconds: notAfter))
    }

    package func contains(_ time: Timestamp) -> Bool { notBefore <= time && time <= notAfter }
}
