import Domain

/// Why a line cannot be understood, and whether the connection can go on after it (DESIGN 4.1).
package struct FrameFault: Error, Hashable, Sendable {
    package let refusal: Refusal
    /// True for a line that is too long or not JSON: where the next line begins, or what it means, is then anybody's guess.
    package let endsConnection: Bool

    package init(_ refusal: Refusal, endsConnection: Bool) {
        self.refusal = refusal
        self.endsConnection = endsConnection
    }

    /// The fault of every line that does not end within the limit.
    package static let lineTooLong = FrameFault(
        Refusal(
            .lineTooLong,
            "a line is longer than \(ProtocolLimits.longestLine) bytes; send less in one frame, or longer bodies as chunks"
        ),
        endsConnection: true
    )
}
