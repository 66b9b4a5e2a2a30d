/// What closing a closed fence once more has shown.
package enum ClosedAgain: Hashable, Sendable {
    /// It was as it should be, or the fence cannot tell.
    case wasClosed
    /// Writes were possible; they are no more.
    case wasOpen
    /// It could not be closed: nobody knows whether writes are possible.
    case failed
}
