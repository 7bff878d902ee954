/// One reference page, made from the program's own tables. `gpuoutlet-mock help TOPIC` prints it, `/__admin/docs` shows
/// it, and a page of the documentation is written from it.
///
/// Texts are plain sentences with code between backticks.
package struct ReferencePage: Sendable {
    package enum Block: Sendable {
        /// Level 1 is a section, level 2 a subsection.
        case heading(String, level: Int)
        case paragraph(String)
        /// Lines to show or copy unchanged.
        case code([String])
        case terms([Term])
        case table(header: [String], rows: [[String]])
    }

    /// A name with what it means.
    package struct Term: Sendable {
        package var name: String
        /// The allowed values, whether it is required, and its default.
        package var values: String
        package var text: String
        /// An example; empty if the name is enough.
        package var example: String

        package init(name: String, values: String, text: String, example: String = "") {
            self.name = name
            self.values = values
            self.text = text
            self.example = example
        }
    }

    package var title: String
    /// What the page is about, in a sentence.
    package var summary: String
    package var blocks: [Block]

    package init(title: String, summary: String, blocks: [Block]) {
        self.title = title
        self.summary = summary
        self.blocks = blocks
    }
}
