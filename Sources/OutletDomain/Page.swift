package import OutletContract
package import OutletWire

/// Which part of a list a caller wants: `?cursor=` and `?pageSize=`.
///
/// A cursor marks a place in the whole list, not in what a filter leaves of it, so a
/// page stays right when the thing that it names has meanwhile left the filter.
package struct Page: Hashable, Sendable {
    package var size = Limits.defaultPageSize
    package var lastId: String?

    /// Reads a query whose shape has been checked.
    package init(_ query: JSONObject) {
        size = query["pageSize"]?.wholeNumber ?? Limits.defaultPageSize
        lastId = query["cursor"]?.string.flatMap(Cursor.init(text:))?.lastId
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
            if elements.count == size { return (elements, elements.last.map { Cursor(lastId: id($0)).text }) }
            elements.append(element)
        }
        return (elements, nil)
    }

    private static let badCursor = APIError.invalid("cursor", Cursor.wanted)
}
