package import OutletContract
package import OutletWire

/// The body of `requestCode`. `intent`, the purpose of the page, changes nothing.
package struct RequestCode: Hashable, Sendable {
    package var email: EmailAddress

    package init(email: EmailAddress) { self.email = email }

    /// Reads a body whose shape has been checked.
    package init(_ body: JSONObject) { email = body.checkedEmail("email") }
}
