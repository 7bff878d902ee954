package import OutletContract
package import OutletWire

/// The body of `verifyCode`.
package struct VerifyCode: Hashable, Sendable {
    package var email: EmailAddress
    package var code: String

    package init(email: EmailAddress, code: String) {
        self.email = email
        self.code = code
    }

    /// Reads a body whose shape has been checked.
    package init(_ body: JSONObject) {
        email = body.checkedEmail("email")
        code = body.checkedText("code")
    }
}
