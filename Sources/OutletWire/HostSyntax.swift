/// What may name a host: `uri-host [ ":" port ]` of RFC 9110 §7.2, not empty, as RFC 9110 §4.2.1 asks of `http`.
enum HostSyntax {
    static func isValid(_ authority: ArraySlice<UInt8>) -> Bool {
        let host: ArraySlice<UInt8>
        let port: ArraySlice<UInt8>
        if authority.first == UInt8(ascii: "[") {
            guard let end = authority.firstIndex(of: UInt8(ascii: "]")) else { return false }
            host = authority[...end]
            port = authority[(end + 1)...]
            guard isBracketed(host) else { return false }
        } else {
            let colon = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
            host = authority[..<colon]
            port = authority[colon...]
            guard isName(host) else { return false }
        }
        if port.isEmpty { return true }
        return port.first == UInt8(ascii: ":") && port.count <= 6 && port.dropFirst().allSatisfy(\.isDigit)
    }

    /// The shape of an IPv6 address; whether it is one does not matter here, since nobody dials it.
    private static func isBracketed(_ host: ArraySlice<UInt8>) -> Bool {
        let inner = host.dropFirst().dropLast()
        return !inner.isEmpty
            && inner.allSatisfy {
                $0.hexDigitValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
            }
    }

    /// `reg-name` of RFC 3986 §3.2.2, without percent signs that encode nothing.
    private static func isName(_ host: ArraySlice<UInt8>) -> Bool {
        var place = host.startIndex
        while place < host.endIndex {
            switch host[place] {
            case UInt8(ascii: "%"):
                guard place + 2 < host.endIndex, host[place + 1].hexDigitValue != nil,
                    host[place + 2].hexDigitValue != nil
                else { return false }
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="): break
            case UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"): return false
            case let byte where byte.isTokenCharacter: break
            default: return false
            }
            place += 1
        }
        return !host.isEmpty
    }
}
