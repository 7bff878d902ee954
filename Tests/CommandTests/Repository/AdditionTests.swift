import OutletContract
import Testing

@Suite("Each addition has its places")
struct AdditionTests {
    @Test("nothing that there is has been forgotten in a place", arguments: Addition.allCases)
    func places(addition: Addition) throws {
        #expect(!addition.names.isEmpty)
        for place in addition.places {
            let texts = try Self.texts(of: place)
            #expect(!texts.isEmpty, "there is no \(place.path)")
            guard let spelling = place.spelling else { continue }
            for name in addition.names {
                let isThere = texts.contains { Self.holds(spelling(name), in: $0) }
                #expect(isThere, "\(name) is not in \(place.path) (\(place.what)). To touch:\n\(addition.list)")
            }
        }
    }

    @Test("each error code has a scenario of its name in which the plain call meets it")
    func scenarios() {
        let files = Set(Repository.files(under: "scenarios", endingIn: ".json"))
        for code in ErrorCode.allCases {
            let file = "scenarios/\(code.wireName.replacing("_", with: "-")).json"
            #expect(files.contains(file), "there is no \(file). To touch:\n\(Addition.errorCode.list)")
        }
    }

    @Test("the lists are those of Sources/README.md")
    func readme() throws {
        let text = try Repository.text("Sources/README.md")
        let head = "Everything else follows from these, or a test names what is missing.\n\n"
        let start = try #require(text.firstRange(of: head)?.upperBound)
        let end = try #require(text.firstRange(of: "\n\n**A page of reference**")?.lowerBound)
        let lists = Addition.allCases.map(\.list).joined(separator: "\n\n")
        if try Repository.rewrite("Sources/README.md", with: text[..<start] + lists + text[end...]) { return }
        #expect(text[start..<end] == lists, "REWRITE_DOCUMENTS=1 writes them")
    }

    /// The files of a place. What a table says of itself does not count for the place that reads it.
    private static func texts(of place: Addition.Place) throws -> [String] {
        let path = place.path.hasPrefix("/") ? String(place.path.dropFirst()) : "Sources/\(place.path)"
        guard path.hasSuffix("/") else { return [try Repository.text(path)] }
        let tables = ["Option.swift", "ControlCall.swift"]
        let files = Repository.files(under: String(path.dropLast())).filter { file in
            !tables.contains { file.hasSuffix("/\($0)") }
        }
        return try files.map(Repository.text)
    }

    /// Whether a text holds the words, and no longer ones that begin with them.
    private static func holds(_ words: String, in text: String) -> Bool {
        var rest = text[...]
        while let found = rest.firstRange(of: words) {
            guard let next = text[found.upperBound...].first, next.isLetter || next.isNumber || next == "_" else {
                return true
            }
            rest = text[found.upperBound...]
        }
        return false
    }
}
