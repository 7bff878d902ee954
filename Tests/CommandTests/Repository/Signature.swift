/// The declaration of a function or an initialiser, as far as its parameters go.
struct Signature {
    /// `func name` or `init`.
    var name: String
    /// The names that the body knows them by. The caller's file and line, which nobody writes, are left out.
    var parameters: [String]
    /// Whether it is an initialiser that stores each parameter in the member of its name: a list of members, in which
    /// labels keep apart what a caller gives.
    var isMemberwise: Bool

    /// All that a file of source declares.
    static func all(in source: String) -> [Signature] {
        let text = Array(code(of: source))
        var found: [Signature] = []
        var index = 0
        while index < text.count {
            guard let (name, start) = declaration(in: text, at: index) else {
                index += 1
                continue
            }
            let (parts, end) = parameters(in: text, from: start)
            let named = parts.filter { !$0.contains("#fileID") && !$0.contains("#line") }.map(internalName)
            let body = String(text[end..<min(text.count, end + 3000)])
            let stores = named.allSatisfy { body.contains(" \($0) = \($0)\n") || body.contains("self.\($0) = \($0)\n") }
            found.append(Signature(name: name, parameters: named, isMemberwise: name == "init" && stores))
            index = end
        }
        return found
    }

    /// Source without comments and without what stands in texts of several lines.
    private static func code(of source: String) -> String {
        var isText = false
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
            let marks = line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1
            let wasText = isText
            if marks % 2 == 1 { isText.toggle() }
            if wasText { return "" }
            return line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
        }
        return lines.joined(separator: "\n")
    }

    /// The name of what is declared at a place, and where its first parameter begins.
    private static func declaration(in text: [Character], at index: Int) -> (name: String, start: Int)? {
        guard index == 0 || " \n".contains(text[index - 1]) else { return nil }
        let rest = text[index...]
        if rest.starts(with: "func ") {
            let name = text[(index + 5)...].prefix { !"(<".contains($0) }
            return parenthesis(in: text, from: index + 5 + name.count).map { ("func \(String(name))", $0) }
        }
        guard rest.starts(with: "init"), index + 4 < text.count, "(<?".contains(text[index + 4]) else { return nil }
        return parenthesis(in: text, from: index + 4).map { ("init", $0) }
    }

    /// Behind the first opening one; generic parameters may stand before it.
    private static func parenthesis(in text: [Character], from index: Int) -> Int? {
        text[index...].firstIndex(of: "(").map { $0 + 1 }
    }

    /// What stands between commas up to the closing parenthesis, and where that is.
    private static func parameters(in text: [Character], from start: Int) -> (parts: [String], end: Int) {
        var parts = [""]
        var depth = 1
        var index = start
        while index < text.count {
            let character = text[index]
            if "([{<".contains(character) { depth += 1 }
            if ")]}".contains(character) || (character == ">" && text[index - 1] != "-") { depth -= 1 }
            if depth == 0 { break }
            if depth == 1, character == "," { parts.append("") } else { parts[parts.count - 1].append(character) }
            index += 1
        }
        return (parts.filter { $0.contains(":") }, index)
    }

    private static func internalName(_ parameter: String) -> String {
        parameter.prefix { $0 != ":" }.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
    }
}
