import OutletWire
import Testing

/// One row of the conformance table: raw bytes, the rule they are about, and what has to come of them.
struct WireCase: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable {
        /// One request and nothing after it: method and target, and the body.
        case accepted(String, body: String)
        case refused(Int)
        /// Nothing wrong so far, and no request either.
        case unfinished
    }

    let name: String
    let bytes: [UInt8]
    /// Of a refusal, what it has to name.
    let rule: String
    let outcome: Outcome

    var testDescription: String { "\(name) (\(rule))" }

    static func accepts(
        _ name: String, _ rule: String, _ raw: String, as requestLine: String, body: String = ""
    ) -> WireCase {
        WireCase(name: name, bytes: Array(raw.utf8), rule: rule, outcome: .accepted(requestLine, body: body))
    }

    static func refuses(_ name: String, _ status: Int, _ rule: String, _ raw: String) -> WireCase {
        refuses(name, status, rule, bytes: Array(raw.utf8))
    }

    static func refuses(_ name: String, _ status: Int, _ rule: String, bytes: [UInt8]) -> WireCase {
        WireCase(name: name, bytes: bytes, rule: rule, outcome: .refused(status))
    }

    static func waits(_ name: String, _ rule: String, _ raw: String) -> WireCase {
        WireCase(name: name, bytes: Array(raw.utf8), rule: rule, outcome: .unfinished)
    }

    /// A row for each way of writing one part of a request that is good otherwise.
    static func each(_ variants: [String], _ row: (String) -> WireCase) -> [WireCase] { variants.map(row) }
}

/// How the bytes of a case reach the parser.
enum Feeding: CaseIterable {
    case whole
    case byteByByte
    case behindAnotherRequest
    /// By a parser that has read the same bytes before, and may know the head again.
    case again
}

/// What a parser made of some bytes.
struct Reading {
    var requests: [Request] = []
    var refusal: WireError?

    /// Reads `bytes` in pieces of `size`. The limits are the standing ones.
    init(_ bytes: [UInt8], piecesOf size: Int = .max, limits: RequestParser.Limits = .init()) {
        var spare = RequestParser.Spare()
        self.init(bytes, piecesOf: size, limits: limits, &spare)
    }

    init(
        _ bytes: [UInt8], piecesOf size: Int = .max, limits: RequestParser.Limits = .init(),
        _ spare: inout RequestParser.Spare
    ) {
        let step = min(size, max(1, bytes.count))
        let pieces = stride(from: 0, to: bytes.count, by: step).map { bytes[$0..<min(bytes.count, $0 + step)] }
        self.init(pieces: pieces, limits: limits, &spare)
    }

    /// Reads `bytes` in two pieces, of which the first has `cut` bytes.
    init(_ bytes: [UInt8], cutAt cut: Int) {
        var spare = RequestParser.Spare()
        self.init(pieces: [bytes[..<cut], bytes[cut...]], limits: .init(), &spare)
    }

    private init(pieces: [ArraySlice<UInt8>], limits: RequestParser.Limits, _ spare: inout RequestParser.Spare) {
        var parser = RequestParser(limits: limits)
        parser.borrow(&spare)
        for piece in pieces where refusal == nil {
            parser.append(piece)
            drain(&parser)
        }
        parser.giveBack(&spare)
    }

    private mutating func drain(_ parser: inout RequestParser) {
        do {
            while let event = try parser.next() {
                if case .request(let request) = event { requests.append(request) }
            }
        } catch {
            refusal = error
        }
    }
}
