import OutletContract
import OutletWire

/// A cookie on its way out (RFC 6265); a life of zero takes it away.
struct SentCookie {
    var name: StaticString
    var value: String
    var path: String
    var isSecure: Bool
    var life: Span

    /// Room for what `write` appends.
    var maximumBytes: Int { name.utf8CodeUnitCount + value.utf8.count + path.utf8.count + 80 }

    /// Appends the value of `Set-Cookie`.
    func write(into output: inout ByteSink) {
        output.append(name)
        output.append("=")
        output.append(text: value)
        output.append("; HttpOnly; ")
        if isSecure { output.append("Secure; ") }
        output.append("SameSite=Lax; Path=")
        output.append(text: path)
        output.append("; Max-Age=")
        output.append(decimal: life.wholeSeconds)
    }
}

extension Response {
    mutating func set(_ cookie: SentCookie) {
        block.append(capacity: cookie.maximumBytes + 16) { lines in
            lines.add("Set-Cookie") { cookie.write(into: &$0) }
        }
    }
}
