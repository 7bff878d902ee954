import OutletWire

/// The value of `send`: `POST /v1/rentals?dry=1`.
struct RequestLineText {
    var method: Method
    var target: String

    init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.allSatisfy({ (0x41...0x5A).contains($0) }),
            parts[1].first == "/", parts[1].utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
        else { return nil }
        method = Method(String(parts[0]))
        target = String(parts[1])
    }
}
