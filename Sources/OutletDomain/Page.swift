package import OutletContract
package import OutletWire

/// Which part of a list a caller wants: `?cursor=` and `?pageSize=`.
///
/// A cursor is base64 of `{"lastId":"…"}`. It marks a place in the whole list, not in what a filter leaves of it, so a
/// page stays right when the thing that it names has meanwhile left the filter.
package struct Page: Hashable, Sendable {
    package var size = Limits.defaultPageSize
    package var lastId: String?

    /// Reads a query whose shape has been checked.
    package init(_ query: JSONObject) throws(APIError) {
        size = query["pageSize"]?.wholeNumber ?? Limits.defaultPageSize
        guard let cursor = query["cursor"]?.string else { return }
        guard let id = Page.id(of: cursor) else { throw Page.badCursor }
        lastId = id
    }

    /// The elements of this page, and where the next one begins; nil after the last.
    package func take<List: Collection>(
        from list: List, id: (List.Element) -> String, where isWanted: (List.Element) -> Bool = { _ in true }
    ) throws(APIError) -> (elements: [List.Element], nextCursor: String?) {
        var rest = list[...]
        if let lastId {
            guard let place = list.firstIndex(where: { id($0) == lastId }) else { throw Page.badCursor }
            rest = list[list.index(after: place)...]
        }
        var elements: [List.Element] = []
        for element in rest where isWanted(element) {
            if elements.count == size { return (elements, elements.last.map { Page.cursor(after: id($0)) }) }
            elements.append(element)
        }
        return (elements, nil)
    }

    package static func cursor(after id: String) -> String {
        let place: JSON = ["lastId": .string(id)]
        return Base64.encode(place.bytes)
    }

    private static func id(of cursor: String) -> String? {
        guard let bytes = Base64.decode(cursor, padding: .optional) else { return nil }
        let place = try? JSON.parse(bytes)
        guard let place, place.object?.keys == ["lastId"] else { return nil }
        return place["lastId"]?.string
    }

    private static let badCursor = APIError.invalid("cursor", "must be the nextCursor of an earlier page of this list")
}
