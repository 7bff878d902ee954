/// One page of reference, made from the tables that the program itself works by. `gpuoutlet-mock help TOPIC` prints it,
/// `/__admin/docs` shows it, and a page of the documentation is written from it.
///
/// Texts are plain sentences in which code stands between backticks.
package struct ReferencePage: Sendable {
    package enum Block: Sendable {
        /// Level 1 is a part of the page, level 2 a part of a part.
        case heading(String, level: Int)
        case paragraph(String)
        /// Lines to read, or to copy, as they stand.
        case code([String])
        case terms([Term])
        case table(header: [String], rows: [[String]])
    }

    /// A name with what it means.
    package struct Term: Sendable {
        package var name: String
        /// What the value may be, whether it is required and what it is by default.
        package var values: String
        package var text: String
        /// How it is written; empty where the name says it.
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
