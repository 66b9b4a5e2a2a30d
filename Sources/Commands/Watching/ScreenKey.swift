/// A key that the screen of `status --watch` obeys.
enum ScreenKey: Hashable, Sendable {
    case quit
    case up
    case down

    /// The keys in what a terminal has sent; others are passed over.
    static func keys(in bytes: [UInt8]) -> [ScreenKey] {
        var keys: [ScreenKey] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "q"), UInt8(ascii: "Q"), endOfText: keys.append(.quit)
            case UInt8(ascii: "k"): keys.append(.up)
            case UInt8(ascii: "j"): keys.append(.down)
            case escape where rest.first == UInt8(ascii: "[") || rest.first == UInt8(ascii: "O"):
                rest.removeFirst()
                if let key = arrow(rest.popFirst()) { keys.append(key) }
            default: continue
            }
        }
        return keys
    }

    private static func arrow(_ byte: UInt8?) -> ScreenKey? {
        switch byte {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        default: nil
        }
    }

    private static let escape: UInt8 = 0x1B
    /// What Ctrl-C sends while the terminal makes no signals of it.
    private static let endOfText: UInt8 = 0x03
}
