import OutletContract
import OutletWire

/// A cookie on its way out (RFC 6265); a life of zero takes it away.
struct SentCookie {
    let name: StaticString
    let value: String
    let path: String
    let isSecure: Bool
    let life: Span
    /// When it ends by the client's clock, which its jar goes by, in seconds since 1970; nil where the world's clock is
    /// virtual.
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

    /// The last one that was written, for a world's sessions: all answers of one second send the same.
    struct Newest: Sendable {
        private var cookie: SentCookie?
        private var field = HeaderBlock()

        /// The field that sends it.
        mutating func field(for cookie: SentCookie) -> HeaderBlock {
            if cookie.isSame(as: self.cookie) { return field }
            field = HeaderBlock()
            field.append { $0.addField("Set-Cookie") { cookie.write(into: &$0) } }
            self.cookie = cookie
            return field
        }
    }

    /// Of two under one name.
    private func isSame(as other: SentCookie?) -> Bool {
        guard let other else { return false }
        return expires == other.expires && life == other.life && isSecure == other.isSecure
            && value.isSpelled(like: other.value) && path.isSpelled(like: other.path)
    }

    /// Appends the value of `Set-Cookie`.
    ///
    /// `Expires` is for jars that do not know `Max-Age`, and stands behind it, since some take what comes first. It is
    /// real time: the time of a world that has been moved would let a jar drop the cookie, or keep it for too long. Under
    /// a virtual clock, where the same requests give the same bytes on any day, it is the last moment that every jar can
    /// hold.
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
