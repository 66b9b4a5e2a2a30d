import Domain

/// The data of a TSIG record (RFC 8945, 4.2).
package struct TSIGRecord: Hashable, Sendable {
    package var algorithm: DNSName
    /// Seconds since 1970, 48 bits.
    package var timeSigned: UInt64
    /// Seconds by which the receiver's clock may be off.
    package var fudge: UInt16
    package var code: [UInt8]
    package var originalID: UInt16
    package var error: DNSResponseCode
    /// With BADTIME: the server's time.
    package var other: [UInt8]

    package init(
        algorithm: DNSName,
        timeSigned: UInt64,
        fudge: UInt16,
        code: [UInt8],
        originalID: UInt16,
        error: DNSResponseCode,
        other: [UInt8]
    ) {
        self.algorithm = algorithm
        self.timeSigned = timeSigned
        self.fudge = fudge
        self.code = code
        self.originalID = originalID
        self.error = error
        self.other = other
    }
}
