import OutletWire

/// What a person reads where a page of ours cannot do what was asked.
package enum ProblemPage {
    package static func html(_ title: String, _ sentence: String) -> String {
        PageFrame.html(title, "<p>\(sentence)</p>")
    }
}
