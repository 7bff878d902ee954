import OutletContract
import OutletWire

/// A cookie on its way out (RFC 6265); a life of zero takes it away.
struct SentCookie {
    var name: StaticString
    var value: String
    var path: String
    var isSecure: Bool
    var life: Span

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
        block.append { fields in
            fields.addField("Set-Cookie") { cookie.write(into: &$0) }
        }
    }
}
