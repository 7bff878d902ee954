/// What a server of HTTP/1.1 has to be asked, so that no kind of it gets lost when rows are moved about. Each is found
/// in the rows by their bytes, not by their names.
enum WireOddity: CaseIterable {
    case lengthAndChunked, twoLengths, twoCodings, fold, bareCarriageReturn, bareLineFeed, duplicateHost
    case chunkExtension, chunkOverflow, absurdSize, null, nonASCII, http10, http2Preface, tlsHello
    case absoluteForm, asteriskForm, authorityForm, otherVersion, trailer, endless

    var atLeast: Int {
        switch self {
        case .http2Preface, .tlsHello, .authorityForm: 1
        case .endless, .asteriskForm, .chunkOverflow, .trailer: 3
        default: 4
        }
    }

    func isShown(by row: WireCase) -> Bool {
        let text = String(decoding: row.bytes, as: Unicode.ASCII.self).lowercased()
        let line = text.prefix { $0 != "\r\n" && $0 != "\n" }
        let head = text.components(before: "\r\n\r\n")
        switch self {
        case .lengthAndChunked: return head.contains("content-length:") && head.contains("transfer-encoding")
        case .twoLengths: return head.count(of: "content-length") == 2
        case .twoCodings: return head.count(of: "transfer-encoding") == 2
        case .fold: return head.contains("\r\n ") || head.contains("\r\n\t")
        case .bareCarriageReturn: return isBare(0x0D, in: row)
        case .bareLineFeed: return isBare(0x0A, in: row)
        case .duplicateHost: return head.count(of: "\r\nhost") == 2
        case .chunkExtension: return head.contains("chunked") && text.contains("\r\n1;")
        case .chunkOverflow:
            return text.contains("\r\n10000000000000001\r\n") || text.contains("ffffffffffffffff")
                || text.contains("8000000000000000") || text.contains("10000000000000005")
        case .absurdSize:
            return row.bytes.count > 20_000 || text.contains("9223372036854775808") || text.contains("99999999")
        case .null: return row.bytes.contains(0)
        case .nonASCII: return row.bytes.contains { $0 >= 0x80 }
        case .http10: return line.hasSuffix("http/1.0")
        case .http2Preface: return text.hasPrefix("pri * http/2.0")
        case .tlsHello: return row.bytes.starts(with: [0x16, 0x03])
        case .absoluteForm: return line.contains(" http://") || line.contains(" https://")
        case .asteriskForm: return line.contains(" * ")
        case .authorityForm: return line.hasPrefix("connect ")
        case .otherVersion: return line.contains("http/2") || line.contains("http/3") || line.contains("http/0")
        case .trailer: return head.contains("chunked") && text.contains("0\r\nx")
        case .endless: return row.bytes.count > 10_000 && !text.hasSuffix("\r\n\r\n")
        }
    }

    /// The byte stands without the other one of CR LF.
    private func isBare(_ byte: UInt8, in row: WireCase) -> Bool {
        row.bytes.indices.contains { index in
            guard row.bytes[index] == byte else { return false }
            if byte == 0x0A { return index == 0 || row.bytes[index - 1] != 0x0D }
            return index + 1 < row.bytes.count && row.bytes[index + 1] != 0x0A
        }
    }
}

extension String {
    fileprivate func components(before mark: String) -> String {
        guard let range = firstRange(of: mark) else { return self }
        return String(self[..<range.lowerBound])
    }

    fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
