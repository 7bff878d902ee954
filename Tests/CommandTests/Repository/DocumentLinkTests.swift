import Foundation
import Testing

/// Every link of every page leads somewhere: to a file of this repository, an article of the catalogue, or a heading.
@Suite("The documentation's links")
struct DocumentLinkTests {
    private struct Link: Hashable {
        var page: String
        /// As it is written: `docker/README.md#compose`, `doc:Time#Move-it`.
        var text: String
    }

    @Test("relative links lead to files, and their anchors to headings", arguments: Documents.pages)
    func relative(page: String) throws {
        for link in try Self.links(in: page) where !link.text.hasPrefix("doc:") {
            let parts = link.text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let target = parts[0].isEmpty ? page : Self.resolved(parts[0], from: page)
            #expect(FileManager.default.fileExists(atPath: Repository.path(target)), "\(page): \(link.text)")
            guard parts.count == 2, target.hasSuffix(".md") else { continue }
            let anchors = try Self.headings(of: target).map(Self.forgeAnchor)
            #expect(anchors.contains(parts[1]), "\(page): \(link.text); there is \(anchors)")
        }
    }

    @Test("links between articles lead to articles, and their anchors to headings", arguments: Documents.pages)
    func articles(page: String) throws {
        for link in try Self.links(in: page) where link.text.hasPrefix("doc:") {
            #expect(page.hasPrefix(Documents.catalogueFolder), "\(page): only articles know \(link.text)")
            let parts = link.text.dropFirst("doc:".count).split(separator: "#", maxSplits: 1).map(String.init)
            let target = Documents.catalogue(parts[0])
            guard Documents.articles.contains(target) else {
                Issue.record("\(page): there is no article \(parts[0])")
                continue
            }
            guard parts.count == 2 else { continue }
            let anchors = try Self.headings(of: target).map(Self.articleAnchor)
            #expect(anchors.contains(parts[1]), "\(page): \(link.text); there is \(anchors)")
        }
    }

    @Test("each article is in the catalogue's list of contents")
    func contents() throws {
        let root = Documents.catalogue("GPUOutletMock")
        let listed = try Self.links(in: root).map(\.text)
        for article in Documents.articles where article != root {
            let name = article.split(separator: "/").last.map { String($0.dropLast(".md".count)) } ?? ""
            #expect(listed.contains("doc:\(name)"), "list \(name) under Topics of GPUOutletMock.md")
        }
    }

    @Test("the search for links finds each kind")
    func kinds() {
        let text = "[a](b.md#c) ![d](e.png) <doc:F#G> [h](https://i.test) `[j](k)`"
        #expect(Self.targets(in: text) == ["b.md#c", "e.png", "doc:F#G"])
        #expect(Self.forgeAnchor("Docker, and more than one `x`") == "docker-and-more-than-one-x")
        #expect(Self.articleAnchor("Where to go next") == "Where-to-go-next")
    }

    private static func links(in page: String) throws -> [Link] {
        try prose(of: page).flatMap { targets(in: $0) }.map { Link(page: page, text: $0) }
    }

    /// The lines that are no code.
    private static func prose(of page: String) throws -> [String] {
        var isCode = false
        return try Repository.text(page).split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            let isFence = line.drop { $0 == " " }.hasPrefix("```")
            if isFence { isCode.toggle() }
            return !isFence && !isCode
        }.map(String.init)
    }

    private static func headings(of page: String) throws -> [String] {
        try prose(of: page).filter { $0.hasPrefix("#") }.map { line in
            String(line.drop { $0 == "#" }.drop { $0 == " " })
        }
    }

    /// What links of a line are about; addresses elsewhere are left out, and so is code.
    private static func targets(in line: String) -> [String] {
        let pieces = line.split(separator: "`", omittingEmptySubsequences: false)
        // A link's text may be code, but its target is not.
        let text = pieces.enumerated().map { $0.isMultiple(of: 2) ? String($1) : "" }.joined()
        return text.matches(of: #/\]\((?<target>[^)\s]+)\)|<(?<article>doc:[^>\s]+)>/#)
            .compactMap { ($0.target ?? $0.article).map(String.init) }
            .filter { !$0.contains("://") && !$0.hasPrefix("mailto:") }
    }

    private static func resolved(_ path: String, from page: String) -> String {
        var folders = page.split(separator: "/").dropLast().map(String.init)
        for part in path.split(separator: "/").map(String.init) where part != "." {
            if part == ".." { _ = folders.popLast() } else { folders.append(part) }
        }
        return folders.joined(separator: "/")
    }

    /// As forges make it: lower case, blanks to hyphens, no other punctuation.
    private static func forgeAnchor(_ heading: String) -> String {
        heading.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
            .map { $0 == " " ? "-" : String($0) }.joined()
    }

    /// As DocC makes it: blanks to hyphens.
    private static func articleAnchor(_ heading: String) -> String {
        heading.filter { $0.isLetter || $0.isNumber || " -_".contains($0) }.map { $0 == " " ? "-" : String($0) }
            .joined()
    }
}
