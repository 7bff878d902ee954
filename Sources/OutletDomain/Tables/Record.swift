/// A row that a world keeps in a table under a unique text key.
package protocol Record: Codable, Hashable, Sendable {
    /// The row's unique key: an id, a session's `sid`, an account's email.
    var key: String { get }
}
