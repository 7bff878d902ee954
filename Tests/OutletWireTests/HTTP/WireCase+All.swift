extension WireCase {
    /// The whole table.
    static let all =
        requestLine + versions + foreign + fields + characters + lengths + codings + chunks + smuggling
}
