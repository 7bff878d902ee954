import OutletWire

/// The page shown if one of our pages cannot do what was asked.
package enum ProblemPage {
    package static func html(_ title: String, _ sentence: String) -> String {
        PageFrame.html(title, "<p>\(sentence)</p>")
    }
}
