package import OutletWire

/// The body of `createKey`.
package struct CreateKey: Hashable, Sendable {
    package var name: String
    /// The whole line of a `.pub` file.
    package var publicKey: String

    package init(name: String, publicKey: String) {
        self.name = name
        self.publicKey = publicKey
    }

    /// Reads a body whose shape has been checked.
    package init(_ body: JSONObject) {
        name = body.checkedText("name")
        publicKey = body.checkedText("publicKey")
    }
}
