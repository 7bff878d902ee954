/// The small change of sentences.
enum Phrasing {
    /// `1 file`, `2 files`
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
