extension String {
    /// The text padded with spaces on the right; a longer text stays as it is.
    package func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
