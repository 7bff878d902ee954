/// Every way in which bytes can fail to be a request, each with the rule that it breaks.
extension WireError {
    // MARK: The message as a whole

    static let tlsHello = WireError(
        status: 400, message: "This looks like the start of a TLS handshake; this port speaks plain HTTP",
        source: "RFC 9112 §2.2")
    static let notHTTP = WireError(
        status: 400, message: "A request has to start with its method, as in GET / HTTP/1.1", source: "RFC 9112 §3")
    static let emptyLines = WireError(
        status: 400, message: "Only one empty line may stand before a request", source: "RFC 9112 §2.2")
    static let bareLineFeed = WireError(
        status: 400, message: "A line has to end in CRLF; this one ends in LF alone", source: "RFC 9112 §2.2")
    static let bareCarriageReturn = WireError(
        status: 400, message: "A CR may only stand before an LF", source: "RFC 9112 §2.2")

    // MARK: The request line

    static func requestLineTooLong(_ limit: Int) -> WireError {
        WireError(
            status: 414, message: "The request line is longer than \(Counted(limit, "byte"))", source: "RFC 9112 §3")
    }
    static let methodTooLong = WireError(
        status: 501, message: "The method is longer than any that this server knows", source: "RFC 9112 §3")
    static let malformedRequestLine = WireError(
        status: 400, message: "A request line is a method, a target and a version with one space between each",
        source: "RFC 9112 §3")
    static let malformedMethod = WireError(
        status: 400, message: "A method may only have letters, digits and the marks of a token",
        source: "RFC 9110 §9.1")
    static let malformedVersion = WireError(
        status: 400, message: "The version has to be HTTP/1.1 or HTTP/1.0, in capitals", source: "RFC 9112 §2.3")
    static let http2Preface = WireError(
        status: 505, message: "This looks like HTTP/2 with prior knowledge; this server speaks HTTP/1.1",
        source: "RFC 9113 §3.3")
    static let unsupportedVersion = WireError(
        status: 505, message: "This server speaks HTTP/1.1 and HTTP/1.0 only", source: "RFC 9110 §15.6.6")
    static let malformedTarget = WireError(
        status: 400, message: "The target may only have visible ASCII characters, and no fragment",
        source: "RFC 9112 §3.2")
    static let unknownTargetForm = WireError(
        status: 400, message: "The target has to be a path that starts with / or an http: URL",
        source: "RFC 9112 §3.2")
    static let asteriskWithoutOptions = WireError(
        status: 400, message: "The target * is for OPTIONS only", source: "RFC 9112 §3.2.4")
    static let connect = WireError(
        status: 501, message: "CONNECT is not supported: this server is not a proxy", source: "RFC 9110 §9.3.6")
    static let malformedAuthority = WireError(
        status: 400, message: "The target's host has to be a name or an address, with a port at most",
        source: "RFC 9110 §4.2.4")

    // MARK: Fields

    static func headerSectionTooLong(_ limit: Int) -> WireError {
        WireError(
            status: 431, message: "The header fields are longer than \(Counted(limit, "byte")) together",
            source: "RFC 6585 §5")
    }
    static func tooManyFields(_ limit: Int) -> WireError {
        WireError(status: 431, message: "There are more than \(limit) header fields", source: "RFC 6585 §5")
    }
    static let foldedField = WireError(
        status: 400, message: "A header field may not go on in a second line", source: "RFC 9112 §5.2")
    static let spaceBeforeFields = WireError(
        status: 400, message: "White space may not stand between the request line and the first header field",
        source: "RFC 9112 §2.2")
    static let spaceBeforeColon = WireError(
        status: 400, message: "White space may not stand between a header field's name and its colon",
        source: "RFC 9112 §5.1")
    static let malformedFieldName = WireError(
        status: 400, message: "A header field has to be a token for its name, a colon and a value",
        source: "RFC 9112 §5")
    static let controlCharacterInField = WireError(
        status: 400, message: "A header field's value may not have control characters", source: "RFC 9110 §5.5")
    static let missingHost = WireError(
        status: 400, message: "An HTTP/1.1 request has to have a Host header field", source: "RFC 9112 §3.2")
    static let repeatedHost = WireError(
        status: 400, message: "A request may have only one Host header field", source: "RFC 9112 §3.2")
    static let malformedHost = WireError(
        status: 400, message: "The Host header field has to be a name or an address, with a port at most",
        source: "RFC 9112 §3.2")

    // MARK: The body

    static let malformedContentLength = WireError(
        status: 400, message: "Content-Length has to be one number in decimal digits", source: "RFC 9112 §6.3")
    /// Repeating the same number is refused like a conflict, as RFC 9110 §8.6 allows: a client that sends two has a bug
    /// that its authors want to see.
    static let repeatedContentLength = WireError(
        status: 400, message: "A request may have only one Content-Length, with one number", source: "RFC 9110 §8.6")
    static let lengthAndTransferEncoding = WireError(
        status: 400, message: "Content-Length and Transfer-Encoding may not stand in one request",
        source: "RFC 9112 §6.1")
    static let transferEncodingInHTTP10 = WireError(
        status: 400, message: "HTTP/1.0 has no Transfer-Encoding", source: "RFC 9112 §6.1")
    static let notChunkedLast = WireError(
        status: 400, message: "The last transfer coding of a request has to be chunked", source: "RFC 9112 §6.3")
    static let chunkedTwice = WireError(
        status: 400, message: "The transfer coding chunked may be applied only once", source: "RFC 9112 §7.1")
    static let unknownTransferCoding = WireError(
        status: 501, message: "This server knows no transfer coding but chunked", source: "RFC 9112 §6.1")
    static func bodyTooLarge(_ limit: Int) -> WireError {
        WireError(
            status: 413, message: "The body is longer than \(Counted(limit, "byte"))", source: "RFC 9110 §15.5.14")
    }
    static let malformedChunkSize = WireError(
        status: 400, message: "A chunk has to start with its size in 1 to 16 hexadecimal digits",
        source: "RFC 9112 §7.1")
    static let malformedChunkExtension = WireError(
        status: 400, message: "A chunk extension has to be ;name or ;name=value", source: "RFC 9112 §7.1.1")
    static func chunkLineTooLong(_ limit: Int) -> WireError {
        WireError(
            status: 400, message: "A chunk's size and extensions are longer than \(Counted(limit, "byte"))",
            source: "RFC 9112 §7.1.1")
    }
    static func chunkExtensionsTooLong(_ limit: Int) -> WireError {
        WireError(
            status: 400, message: "The chunk extensions are longer than \(Counted(limit, "byte")) together",
            source: "RFC 9112 §7.1.1")
    }
    static let malformedChunkEnd = WireError(
        status: 400, message: "A chunk's data has to be followed by CRLF", source: "RFC 9112 §7.1")
}
