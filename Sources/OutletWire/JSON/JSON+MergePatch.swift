extension JSON {
    /// The value after a JSON merge patch (RFC 7396): object members are replaced or added, null removes one, and a
    /// patch that is not an object replaces the whole value.
    package func merging(_ patch: JSON) -> JSON {
        guard let changes = patch.object else { return patch }
        var merged = object ?? JSONObject()
        for (name, change) in changes.members {
            // A bare nil would mean `JSON.null`.
            merged[name] = change == .null ? JSON?.none : (merged[name] ?? .null).merging(change)
        }
        return .object(merged)
    }
}
