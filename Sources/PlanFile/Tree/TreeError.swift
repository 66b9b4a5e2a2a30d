import Domain
import Ports

/// Why a text is no tree: one problem, since nothing behind it can be trusted.
struct TreeError: Error {
    let code: FindingCode
    let place: TextPlace
    let message: String
}
