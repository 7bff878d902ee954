import Testing

@Suite("The README")
struct ReadmeTests {
    @Test("it fits one page: 160 lines")
    func length() throws {
        let lines = try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count - 1 <= 160, "move what is looked up rather than read to \(Documents.catalogueFolder)")
    }

    /// `<!-- sample: FILE -->` stands before a snippet that is a test of the sample package.
    @Test("each Swift snippet of a page is a test of the sample package, word for word", arguments: Documents.pages)
    func swiftSnippets(page: String) throws {
        var rest = try Repository.text(page)[...]
        while let mark = rest.firstRange(of: "<!-- sample: ") {
            rest = rest[mark.upperBound...]
            let file = rest.prefix { $0 != " " }
            let start = try #require(rest.firstRange(of: "```swift\n")).upperBound
            let snippet = try rest[start...].prefix(upTo: #require(rest[start...].firstRange(of: "```")).lowerBound)
            let test = try Repository.text("Tests/SamplePackage/Tests/GPUOutletClientTests/\(file)")
            let begin = try #require(test.firstRange(of: "// The documentation shows what follows.\n"))
            #expect(snippet == test[begin.upperBound...], "\(page): \(file)")
        }
    }
}
