extension WireCase {
    /// The whole table.
    static let all = requestLine + foreign + fields + lengths + codings + chunks
}
