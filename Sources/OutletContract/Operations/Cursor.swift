import OutletWire

/// Where the next page of a list begins: base64 of `{"lastId":"…"}`.
package struct Cursor: Hashable, Sendable {
    /// The id of the last element of the page before.
    package let lastId: String

    package init(lastId: String) { self.lastId = lastId }

    /// Nil if the text is not a cursor.
    package init?(text: String) {
        guard let bytes = Base64.decode(text, padding: .optional), let document = try? JSON.parse(bytes),
            document.object?.keys == ["lastId"], let id = document["lastId"]?.string
        else { return nil }
        lastId = id
    }

    package var text: String {
        let document: JSON = ["lastId": .string(lastId)]
        return Base64.encode(document.bytes)
    }

    /// What a message says about an invalid cursor.
    package static let wanted = "must be the nextCursor of an earlier page of this list"
}
