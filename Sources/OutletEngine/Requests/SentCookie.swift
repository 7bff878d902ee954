import OutletContract
import OutletWire

/// A cookie to be sent (RFC 6265); a life of zero deletes it.
struct SentCookie {
    let name: StaticString
    let value: String
    let path: String
    let isSecure: Bool
    let life: Span
    /// When it expires by the client's clock, which its cookie jar uses, in seconds since 1970; nil if the world's
    /// clock is virtual.
    let expires: Int?

    init(
        _ name: StaticString, _ value: World.Answer.SentValue, life: Span, answering call: borrowing RequestContext
    ) {
        self.name = name
        switch value {
        case .set(let text): (self.value, self.life) = (text, life)
        case .clear: (self.value, self.life) = ("", .zero)
        }
        path = call.target.cookiePath
        isSecure = call.engine.isSecure(call.request)
        expires = call.clientNow.map { ($0 + life).unixSeconds }
    }

    /// The last session cookie that a world sent. All answers to a session within one second send the same.
    struct Newest: Sendable {
        private var cookie: SentCookie?
        private var field = HeaderBlock()

        /// Returns the `Set-Cookie` field of the cookie.
        mutating func field(for cookie: SentCookie) -> HeaderBlock {
            if cookie.isSame(as: self.cookie) { return field }
            field = HeaderBlock()
            field.append { $0.addField("Set-Cookie") { cookie.write(into: &$0) } }
            self.cookie = cookie
            return field
        }
    }

    /// Whether two cookies of the same name are equal.
    private func isSame(as other: SentCookie?) -> Bool {
        guard let other else { return false }
        return expires == other.expires && life == other.life && isSecure == other.isSecure
            && value.isSpelled(like: other.value) && path.isSpelled(like: other.path)
    }

    /// Appends the value of `Set-Cookie`.
    ///
    /// `Expires` is for jars that do not know `Max-Age`, and comes after it, since some jars take the first one. It is
    /// real time: with the time of an advanced world, a jar would drop the cookie or keep it too long. Under a virtual
    /// clock, where the same requests give the same bytes on any day, it is the last moment that every jar can
    /// represent.
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
        output.append("; Expires=")
        if life == .zero {
            output.append("Thu, 01 Jan 1970 00:00:00 GMT")
        } else if let expires {
            output.append(text: HTTPDate.text(unixSeconds: expires))
        } else {
            output.append("Tue, 19 Jan 2038 03:14:07 GMT")
        }
    }
}
