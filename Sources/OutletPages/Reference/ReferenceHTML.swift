import OutletWire

/// The self-contained reference pages for a browser: `/__admin/docs` and one page for each topic.
package enum ReferenceHTML {
    /// The list of topics, each with its page.
    package static func index(_ pages: [(topic: String, page: ReferencePage)]) -> String {
        let items = pages.map { topic, page -> Markup in
            "<dt><a href=\"docs/\(topic)\">\(page.title)</a></dt><dd>\(page.summary)</dd>\n"
        }
        return document("Reference", isIndex: true, "<dl>\n\(items)</dl>\n")
    }

    package static func html(_ page: ReferencePage, topic: String) -> String {
        let parts = page.blocks.compactMap { block -> Markup? in
            guard case .heading(let text, 1) = block else { return nil }
            return "<a href=\"#\(anchor(text))\">\(text)</a>\n"
        }
        let content: Markup = """
            <p>\(inline(page.summary)) <span class="soft">In a terminal: <code>gpuoutlet-mock help \(topic)</code></span></p>
            <nav aria-label="On this page">
            \(parts)</nav>
            \(page.blocks.map(block))
            """
        return document(page.title, isIndex: false, content)
    }

    private static func block(_ block: ReferencePage.Block) -> Markup {
        switch block {
        case .heading(let text, 1): "<h2 id=\"\(anchor(text))\">\(inline(text))</h2>\n"
        case .heading(let text, _): "<h3 id=\"\(anchor(text))\">\(inline(text))</h3>\n"
        case .paragraph(let text): "<p>\(inline(text))</p>\n"
        case .code(let lines): "<pre tabindex=\"0\">\(lines.joined(separator: "\n"))</pre>\n"
        case .terms(let terms): "<dl>\n\(terms.map(term))</dl>\n"
        case .table(let header, let rows):
            """
            <div class="scroll" tabindex="0"><table><thead><tr>\(header.map { cell($0, "th") })</tr></thead><tbody>
            \(rows.map { row -> Markup in "<tr>\(row.map { cell($0, "td") })</tr>\n" })</tbody></table></div>

            """
        }
    }

    private static func term(_ term: ReferencePage.Term) -> Markup {
        let example: Markup? = term.example.isEmpty ? nil : "<pre>\(term.example)</pre>"
        return """
            <dt><code>\(term.name)</code></dt>
            <dd><p>\(inline(term.text)) <span class="soft">\(inline(term.values))</span></p>\(example)</dd>

            """
    }

    private static func cell(_ text: String, _ element: Markup) -> Markup {
        "<\(element)>\(inline(text))</\(element)>"
    }

    /// Text between backticks is code.
    private static func inline(_ text: String) -> Markup {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, piece in
            index.isMultiple(of: 2) ? "\(piece)" as Markup : "<code>\(piece)</code>" as Markup
        }
        return "\(pieces)"
    }

    /// A heading as a URL fragment: letters and digits, joined by hyphens.
    private static func anchor(_ heading: String) -> String {
        heading.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }

    private static func document(_ title: String, isIndex: Bool, _ content: Markup) -> String {
        // Relative, to keep the prefixes of a world and a proxy.
        let panel: Markup = isIndex ? "./" : "../"
        let index: Markup? = isIndex ? nil : "<a href=\"../docs\">Reference</a>"
        return PageFrame.document(
            "\(title) · gpuoutlet-mock", look: look,
            """
            <main>
            <nav aria-label="Pages"><a href="\(panel)">Control panel</a> \(index)</nav>
            <h1>\(title)</h1>
            \(content)
            </main>
            """)
    }

    package static var policy: String { look.policy("frame-ancestors 'none'") }

    private static let look = PageLook(
        #"""
        body { padding: 1rem; background: var(--card); line-height: 1.55; } main { max-width: 52rem; margin: 0 auto; }
        h1 { margin: .75rem 0 .5rem; font-size: 1.75rem; } h2 { margin: 2.5rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); font-size: 1.25rem; }
        h3 { margin: 1.75rem 0 .25rem; font-size: 1.05rem; overflow-wrap: anywhere; } p { margin: .4rem 0; }
        nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .9375rem; }
        code { padding: .1em .3em; border-radius: .25rem; background: var(--ground); } pre code { padding: 0; }
        pre { margin: .4rem 0; padding: .5rem .75rem; border-radius: .375rem; background: var(--ground); overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
        dl { margin: .75rem 0; } dt { margin-top: 1rem; font-weight: 600; } dd { margin: .15rem 0 0; padding-left: 1rem; border-left: 2px solid var(--line); }
        .scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
        th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; }
        """#)
}
