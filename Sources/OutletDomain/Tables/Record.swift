/// Something that a world keeps in a table under a text that no other row has.
package protocol Record: Codable, Hashable, Sendable {
    /// Under which the row is found: an id, a session's `sid`, an account's email.
    var key: String { get }
}
