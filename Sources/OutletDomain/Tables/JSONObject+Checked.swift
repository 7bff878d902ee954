import OutletContract
import OutletWire

/// Reads a body whose shape has been checked, so that required members are present.
extension JSONObject {
    func checkedText(_ name: String) -> String {
        // Always so: callers check the body against the operation's shape first.
        guard let text = self[name]?.string else { preconditionFailure("the shape of a body is checked before it") }
        return text
    }

    func checkedNumber(_ name: String) -> Int {
        // Always so: callers check the body against the operation's shape first.
        guard let number = self[name]?.wholeNumber else {
            preconditionFailure("the shape of a body is checked before it")
        }
        return number
    }

    func checkedEmail(_ name: String) -> EmailAddress {
        // Always so: callers check the body against the operation's shape first.
        guard let email = EmailAddress(checkedText(name)) else {
            preconditionFailure("the shape of a body is checked before it")
        }
        return email
    }
}
