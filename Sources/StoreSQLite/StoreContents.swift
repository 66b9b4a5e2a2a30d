/// What a controller's database holds.
enum StoreContents: Sendable {
    /// All that a single controller knows.
    case store
    /// A copy of the journal whose home is etcd, and nothing else.
    case copy
}
