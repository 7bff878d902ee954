extension JSON {
    /// The value after a JSON merge patch (RFC 7396): members of an object replace or join those that are there, null
    /// takes one out, and anything but an object replaces the whole.
    package func merging(_ patch: JSON) -> JSON {
        guard let changes = patch.object else { return patch }
        var merged = object ?? JSONObject()
        for (name, change) in changes.members {
            // A bare nil would be JSON's null.
            merged[name] = change == .null ? JSON?.none : (merged[name] ?? .null).merging(change)
        }
        return .object(merged)
    }
}
