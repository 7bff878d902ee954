package import OutletWire

/// The frame of our pages: one centred card as wide as a phone, light or dark as the reader's system is, and no script.
package enum PageFrame {
    /// A whole document.
    /// - Parameter standsInFor: whose page this would be in the real world; nil for a page of our own.
    static func html(_ title: String, standsInFor original: String? = nil, _ content: Markup) -> String {
        let banner: Markup? = original.map {
            "<p class=\"banner\">Stand-in for \($0). Nothing here is real, and no money moves.</p>"
        }
        return document(
            title, head: "<meta name=\"robots\" content=\"noindex\">\n", look: look,
            """
            <main>
            \(banner)
            <h1>\(title)</h1>
            \(content)
            </main>
            """)
    }

    /// A self-contained document.
    ///
    /// - Parameters:
    ///   - head: lines of the head before the title.
    ///   - content: the body, including any script.
    package static func document(_ title: String, head: Markup? = nil, look: PageLook, _ content: Markup) -> String {
        Markup.document(title, head: head, links: "\(icon)\n", css: look.css, content)
    }

    /// A button that sends its form with this name and value.
    static func button(_ label: String, _ name: String, _ value: String, isMain: Bool = false) -> Markup {
        let look: Markup = isMain ? " class=\"main\"" : ""
        return "<button\(look) name=\"\(name)\" value=\"\(value)\">\(label)</button>\n"
    }

    /// A table of names and values.
    static func facts(_ rows: [(name: String, value: String)]) -> Markup {
        let lines = rows.map { row -> Markup in "<dt>\(row.name)</dt><dd>\(row.value)</dd>\n" }
        return "<dl>\n\(lines)</dl>\n"
    }

    /// Inline, so that no browser asks for `/favicon.ico`.
    static let icon: Markup = """
        <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http:%2F%2Fwww.w3.org/2000/svg' viewBox='0 0 16 16'%3E\
        %3Crect width='16' height='16' rx='3' fill='%232454d6'/%3E\
        %3Cpath d='M4 5h8M4 8h8M4 11h8' stroke='%23fff'/%3E%3C/svg%3E">
        """

    /// The content security policy of these pages. It allows forms that lead to any front end.
    package static var policy: String { look.policy() }

    private static let look = PageLook(
        #"""
        body { padding: 1rem; }
        main { max-width: 28rem; margin: 2rem auto; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
        h1 { margin: .5rem 0 1rem; font-size: 1.375rem; }
        .banner { margin: 0; font-size: .8125rem; color: var(--soft); } .amount { margin: 0; font-size: 2.25rem; font-weight: 600; }
        .problem { padding: .75rem; border: 1px solid var(--bad); border-radius: .5rem; color: var(--bad); }
        dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 1rem 0; } dt { color: var(--soft); }
        dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
        fieldset { margin: 1rem 0; padding: 0; border: 0; } legend { padding: 0; color: var(--soft); }
        label { display: flex; gap: .75rem; align-items: center; min-height: 2.75rem; overflow-wrap: anywhere; }
        input[type=text], input[type=email] { flex: 1; min-width: 0; padding: .5rem; border-radius: .5rem; background: var(--ground); }
        button { display: block; width: 100%; min-height: 2.75rem; margin: .5rem 0; padding: .5rem 1rem; border-radius: .5rem; }
        """#)
}
