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
        try take(
            id: id, index: { lastId in list.firstIndex { id($0) == lastId } },
            elements: { index, count in
                let rest = index.map { list[list.index(after: $0)...] } ?? list[...]
                return Array(rest.lazy.filter(isWanted).prefix(count))
            })
    }

    /// The same of a list that knows where an id stands.
    ///
    /// - Parameters:
    ///   - index: where the element with an id stands; nil where there is none.
    ///   - elements: at most so many of the wanted elements behind a place, or from the beginning.
    package func take<Element, Index>(
        id: (Element) -> String, index: (String) -> Index?, elements: (Index?, Int) -> [Element]
    ) throws(APIError) -> (elements: [Element], nextCursor: String?) {
        var start: Index?
        if let lastId {
            guard let found = index(lastId) else { throw Page.badCursor }
            start = found
        }
        let found = elements(start, size + 1)
        guard found.count > size else { return (found, nil) }
        return (Array(found.prefix(size)), Cursor(lastId: id(found[size - 1])).text)
    }

    private static let badCursor = APIError.invalid("cursor", Cursor.wanted)
}
