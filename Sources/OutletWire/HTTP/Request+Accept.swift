extension Request {
    /// The weight that `Accept` gives this media type, in thousandths (RFC 9110 §12.5.1); 0 if it does not name the
    /// type. Ranges such as `*/*` do not count.
    package func acceptWeight(of type: String) -> Int {
        let ranges = headers("accept").flatMap { $0.lowercased().split(separator: ",") }
        return ranges.reduce(0) { weight, range in
            let parts = range.split(separator: ";", omittingEmptySubsequences: false).map(Request.trimmed)
            guard parts[0] == type else { return weight }
            return max(weight, parts.dropFirst().compactMap(Request.weight).first ?? 1000)
        }
    }

    /// The thousandths of `q=0.5`; nil for another parameter. An invalid weight counts as 1000.
    private static func weight(_ parameter: String) -> Int? {
        let parts = parameter.split(separator: "=", maxSplits: 1).map(trimmed)
        guard parts.count == 2, parts[0] == "q" else { return nil }
        return Double(parts[1]).flatMap { (0...1).contains($0) ? Int($0 * 1000) : nil } ?? 1000
    }

    private static func trimmed(_ text: Substring) -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let bytes = text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        return String(decoding: Array(bytes), as: UTF8.self)
    }
}
