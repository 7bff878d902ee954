/// A host that a server can listen on: `localhost` or a numeric address.
enum HostValue {
    /// Why `text` is not a host, as the end of a sentence with the likely correction; nil if it is one.
    static func problem(with text: String) -> String? {
        if isHost(text) { return nil }
        if text.isEmpty { return "needs a value that is not empty" }
        return "takes localhost or a numeric address" + (meant(by: text).map { "; did you mean \($0)?" } ?? "")
    }

    private static func isHost(_ text: String) -> Bool {
        text == "localhost" || (!text.hasSuffix("localhost") && !SocketAddress.numeric(text, port: 0).isEmpty)
    }

    /// The host in a URL, with a port, or in brackets.
    private static func meant(by text: String) -> String? {
        if text == "*" { return "0.0.0.0" }
        var rest = text.lowercased()[...]
        for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        rest = rest.prefix { $0 != "/" }
        let inBrackets = rest.first == "[" ? rest.dropFirst().prefix { $0 != "]" } : nil
        return [inBrackets, rest, rest.prefix { $0 != ":" }].compactMap { $0.map(String.init) }.first(where: isHost)
    }
}
