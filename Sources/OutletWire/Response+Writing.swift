extension Response {
    /// What the request and the connection ask of the message around a response.
    package struct Framing: Hashable, Sendable {
        /// What becomes of the connection, as far as the client has to be told (RFC 9112 §9.3).
        package enum Persistence: Hashable, Sendable {
            /// HTTP/1.1 goes on unless somebody says otherwise: nothing is said.
            case impliedKeepAlive
            /// HTTP/1.0 ends unless both say otherwise: `Connection: keep-alive`.
            case statedKeepAlive
            /// `Connection: close`.
            case close
        }

        package var persistence: Persistence
        /// The answer to HEAD: all fields of the answer to GET, and no body (RFC 9110 §9.3.2).
        package var omitsBody: Bool
        /// The body has no length yet and ends with the connection (RFC 9112 §6.3, rule 8); for streams.
        package var isOpenEnded: Bool

        package init(persistence: Persistence = .impliedKeepAlive, omitsBody: Bool = false, isOpenEnded: Bool = false) {
            self.persistence = persistence
            self.omitsBody = omitsBody
            self.isOpenEnded = isOpenEnded
        }

        /// What this request asks for; `closes` is our own wish to end the connection after the answer.
        package init(answering request: Request, closes: Bool = false) {
            let persistence: Persistence =
                if closes || !request.keepAlive { .close } else {
                    request.isHTTP10 ? .statedKeepAlive : .impliedKeepAlive
                }
            self.init(persistence: persistence, omitsBody: request.method == .head)
        }
    }

    /// Appends the whole message to `output`: status line, fields in their order, the fields of the framing, body.
    ///
    /// The framing belongs to the writer. So fields named Content-Length, Transfer-Encoding and Connection in
    /// `headers` are left out, and one response can never be read as two: a CR, LF or NUL in a value is written as
    /// a space (RFC 9110 §5.5), and a field whose name is no token is left out. `Date` is `date` unless `headers`
    /// has one. Returns how many of the appended bytes are the body.
    @discardableResult
    package func write(into output: inout [UInt8], date: String, framing: Framing = Framing()) -> Int {
        output.append(contentsOf: Response.statusLine(status).utf8)
        var hasDate = false
        for field in headers {
            switch Response.role(of: field.name) {
            case .framing: continue
            case .date: hasDate = true
            case .ordinary: break
            }
            Response.write(field, into: &output)
        }
        if !hasDate { Response.write(HeaderField("Date", date), into: &output) }
        if !forbidsBody, !framing.isOpenEnded {
            output.append(contentsOf: "Content-Length: ".utf8)
            output.append(contentsOf: String(body.count).utf8)
            output.append(contentsOf: "\r\n".utf8)
        }
        switch framing.persistence {
        case .impliedKeepAlive: break
        case .statedKeepAlive: output.append(contentsOf: "Connection: keep-alive\r\n".utf8)
        case .close: output.append(contentsOf: "Connection: close\r\n".utf8)
        }
        output.append(contentsOf: "\r\n".utf8)
        if forbidsBody || framing.omitsBody { return 0 }
        output.append(contentsOf: body)
        return body.count
    }

    /// Whether the headers ask for the end of the connection; a scenario may say so.
    package var asksToClose: Bool {
        headers.contains {
            $0.name.utf8.equalsIgnoringCase("connection".utf8) && $0.value.utf8.equalsIgnoringCase("close".utf8)
        }
    }

    /// 1xx, 204 and 304 end with their head (RFC 9112 §6.3, rule 1), and have no length to speak of: RFC 9110 §8.6
    /// forbids it to the first two, and of a 304 we know no other answer's length.
    private var forbidsBody: Bool { status < 200 || status == 204 || status == 304 }

    private enum Role {
        case ordinary
        case date
        case framing
    }

    private static func role(of name: String) -> Role {
        let bytes = name.utf8
        return switch bytes.count {
        case 4 where bytes.equalsIgnoringCase("date".utf8): .date
        case 10 where bytes.equalsIgnoringCase("connection".utf8): .framing
        case 14 where bytes.equalsIgnoringCase("content-length".utf8): .framing
        case 17 where bytes.equalsIgnoringCase("transfer-encoding".utf8): .framing
        default: .ordinary
        }
    }

    private static func write(_ field: HeaderField, into output: inout [UInt8]) {
        guard HeaderField.isName(field.name) else { return }
        output.append(contentsOf: field.name.utf8)
        output.append(contentsOf: ": ".utf8)
        let start = output.count
        output.append(contentsOf: field.value.utf8)
        for place in start..<output.count where !output[place].isFieldCharacter { output[place] = .space }
        output.append(contentsOf: "\r\n".utf8)
    }
}
