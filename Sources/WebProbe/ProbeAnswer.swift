import Domain

/// What a web server answered, as far as it came.
struct ProbeAnswer: Sendable {
    /// How long TLS took to agree on keys.
    var handshake: Duration?
    /// When the server's certificate ends.
    var certificateEnd: Timestamp?
    /// From the sending of the request to the first byte of the answer.
    var firstByte: Duration?
    var status: Int?
    /// Where a redirect leads.
    var location: String?
    /// The beginning of the body, up to ``ProbeHandler/longestBody`` bytes.
    var body: [UInt8] = []
    /// Why there is no more of it; `nil` if it is complete, or as long as may be.
    var failure: (any Error)?
}
