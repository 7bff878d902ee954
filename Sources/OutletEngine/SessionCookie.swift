import OutletContract
import OutletWire

/// The cookie `sid`, read and written.
enum SessionCookie {
    static let name = "sid"

    /// Every `sid` that the request carries, in order: a browser that has been in several worlds may send more than one.
    static func values(in request: Request) -> [String] {
        var values: [String] = []
        for field in request.headers("cookie") {
            for pair in field.utf8.split(separator: UInt8(ascii: ";")) {
                let trimmed = pair.drop { $0 == UInt8(ascii: " ") }
                guard trimmed.starts(with: "sid=".utf8) else { continue }
                var value = trimmed.dropFirst(4)
                while value.last == UInt8(ascii: " ") { value.removeLast() }
                values.append(String(decoding: value, as: UTF8.self))
            }
        }
        return values
    }

    static func set(_ sid: String, path: String, isSecure: Bool) -> String {
        line(sid, path: path, isSecure: isSecure, maximumAge: Limits.sessionLife)
    }

    static func clear(path: String, isSecure: Bool) -> String {
        line("", path: path, isSecure: isSecure, maximumAge: .zero)
    }

    private static func line(_ value: String, path: String, isSecure: Bool, maximumAge: Span) -> String {
        "\(name)=\(value); HttpOnly; \(isSecure ? "Secure; " : "")SameSite=Lax; Path=\(path); "
            + "Max-Age=\(maximumAge.wholeSeconds)"
    }
}
