import OutletWire

/// Hides secrets that would let somebody else sign in: session cookies, one-time codes, tokens.
struct SecretMask: Sendable {
    var isRevealing: Bool

    private static let fields = ["cookie", "set-cookie", "authorization", "stripe-signature"]
    private static let members = ["code", "clientSecret"]
    private static let mask = "•••"

    func headers(_ fields: [HeaderField]) -> JSON {
        var object = JSONObject()
        for field in fields {
            let name = field.name.lowercased()
            let value = isRevealing || !SecretMask.fields.contains(name) ? field.value : SecretMask.mask
            object[name] = .string([object[name]?.string, value].compactMap(\.self).joined(separator: ", "))
        }
        return .object(object)
    }

    /// In this API only members of the outermost object can be secrets.
    func body(_ body: JSON) -> JSON {
        guard !isRevealing, var object = body.object else { return body }
        for name in SecretMask.members where object[name]?.string != nil {
            object[name] = .string(SecretMask.mask)
        }
        return .object(object)
    }
}
