import OutletContract
import OutletWire

/// A cookie on its way out (RFC 6265); a life of zero takes it away.
struct SentCookie {
    var name: StaticString
    var value: String
    var path: String
    var isSecure: Bool
    var life: Span
    /// When it ends by the client's clock, which its jar goes by; nil where the world's clock is virtual.
    var expires: String?

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
            output.append(text: expires)
        } else {
            output.append("Tue, 19 Jan 2038 03:14:07 GMT")
        }
    }
}
