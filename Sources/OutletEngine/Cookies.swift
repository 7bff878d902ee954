import OutletContract
import OutletWire

/// Cookies, read and written (RFC 6265).
enum Cookies {
    static let session = "sid"

    /// Every value that the request carries under that name, in order: a browser that has been in several worlds may
    /// send more than one.
    static func values(of name: String, in request: Request) -> [String] {
        var values: [String] = []
        for field in request.headers("cookie") {
            for pair in field.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = pair.drop { $0 == UInt8(ascii: " ") }
                guard pair.starts(with: name.utf8), pair.dropFirst(name.utf8.count).first == UInt8(ascii: "=") else {
                    continue
                }
                var value = pair.dropFirst(name.utf8.count + 1)
                while value.last == UInt8(ascii: " ") { value.removeLast() }
                values.append(String(decoding: value, as: UTF8.self))
            }
        }
        return values
    }

    /// A value for `Set-Cookie`; an age of zero takes the cookie away.
    static func line(_ name: String, _ value: String, path: String, isSecure: Bool, maximumAge: Span) -> String {
        "\(name)=\(value); HttpOnly; \(isSecure ? "Secure; " : "")SameSite=Lax; Path=\(path); "
            + "Max-Age=\(maximumAge.wholeSeconds)"
    }
}
