/// Which hosts only this machine can reach.
package enum Loopback {
    /// Whether a server bound to this host can be reached only from this machine.
    package static func contains(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || isAddress(host)
    }

    /// Whether this is a loopback address as written in `Host`: four decimal numbers, the first of them 127, or
    /// `[::1]`. `127.example.com` is an ordinary name.
    static func isAddress(_ name: String) -> Bool {
        name == "[::1]" || (isNumeric(name) && name.hasPrefix("127."))
    }

    /// Whether this is any address as written in `Host`: four decimal numbers, or an IPv6 address in brackets. No name
    /// server is involved in reaching it.
    static func isNumeric(_ name: String) -> Bool {
        if name.hasPrefix("[") { return true }
        let numbers = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers.allSatisfy(isByte)
    }

    private static func isByte(_ text: Substring.UTF8View) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard (1...3).contains(text.count), text.allSatisfy(digits.contains) else { return false }
        return text.reduce(0) { $0 * 10 + Int($1 - digits.lowerBound) } <= 255
    }
}
