package import OutletContract
package import OutletWire

/// The part of a list that a client wants: `?cursor=` and `?pageSize=`.
///
/// A cursor refers to a position in the unfiltered list, so paging still works if the element that it names no longer
/// matches the filter.
package struct Page: Hashable, Sendable {
    package var size = Limits.defaultPageSize
    package var lastId: String?

    /// Reads a query whose shape has been checked.
    package init(_ query: JSONObject) {
        size = query["pageSize"]?.wholeNumber ?? Limits.defaultPageSize
        lastId = query["cursor"]?.string.flatMap(Cursor.init(text:))?.lastId
    }

    /// Returns the elements of this page and the cursor of the next; the cursor is nil after the last page.
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

    /// The same for a list that can look up the index of an id.
    ///
    /// - Parameters:
    ///   - index: returns the index of the element with an id; nil if there is none.
    ///   - elements: returns at most that many wanted elements after an index, or from the beginning.
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
