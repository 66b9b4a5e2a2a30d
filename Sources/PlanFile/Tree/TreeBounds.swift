/// How much of a plan's text is read. Every bound is far beyond what people write, and keeps a hostile text harmless.
enum TreeBounds {
    static let mostBytes = 1 << 20
    static let deepest = 32
    /// Parts in all, those of aliases counted again wherever they stand.
    static let mostParts = 50_000
    /// An alias can stand in a key, which the YAML library compares before we see the tree. With this many, the worst
    /// nesting of them multiplies a text by 3^5.
    static let mostAliases = 16
}
