/// A failure of the outside world, with what the caller may do next.
package struct PortError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// Not there or not answering, and certainly nothing happened. Try again.
        case unavailable
        /// It may have happened. Look at the world before anything else.
        case outcomeUnknown
        /// It was understood and refused. The same again will be refused again.
        case rejected
        /// A condition no longer holds: leadership, epoch, sequence or expected old value.
        case conditionFailed
        /// What is stored is damaged. Nothing more may be written.
        case damaged
    }

    package let code: Code
    /// One line for people: what, where, and how to mend it.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
