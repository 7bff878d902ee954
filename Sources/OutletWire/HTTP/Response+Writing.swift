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
        package var length = Length.counted
        /// Whether the client knows chunks: HTTP/1.0 does not.
        package var allowsChunks = true

        /// How the client knows where the body ends (RFC 9112 §6.3).
        package enum Length: Hashable, Sendable {
            /// `Content-Length`.
            case counted
            /// `Transfer-Encoding: chunked`; whoever asks for it puts the body's bytes in chunks.
            case chunked
            /// With the connection; for streams.
            case open
        }

        package init(persistence: Persistence = .impliedKeepAlive, omitsBody: Bool = false) {
            self.persistence = persistence
            self.omitsBody = omitsBody
        }

        /// What this request asks for; `closes` is our own wish to end the connection after the answer.
        package init(answering request: Request, closes: Bool = false) {
            let persistence: Persistence =
                if closes || !request.keepAlive { .close } else {
                    request.isHTTP10 ? .statedKeepAlive : .impliedKeepAlive
                }
            self.init(persistence: persistence, omitsBody: request.method == .head)
            allowsChunks = !request.isHTTP10
        }
    }

    /// Appends the whole message to `output`: status line, fields in their order, the fields of the framing, body.
    ///
    /// The framing belongs to the writer. So fields named Content-Length, Transfer-Encoding and Connection in
    /// `headers` are left out, and one response can never be read as two. `Date` is `date` unless `headers` has one.
    /// Returns how many of the appended bytes are the body.
    @discardableResult
    package func write(into output: inout [UInt8], date: String, framing: Framing = Framing()) -> Int {
        let hasBody = !forbidsBody && !framing.omitsBody
        ByteSink.append(to: &output) { head in
            if let line = Response.statusLine(status) {
                head.append(line)
            } else {
                Response.appendUnnamedStatus(status, to: &head)
            }
            head.append(block.hasFraming ? block.withoutFraming.bytes : block.bytes)
            if !block.hasDate { head.addField("Date", date) }
            if !forbidsBody {
                switch framing.length {
                case .counted: head.addField("Content-Length", body.count)
                case .chunked: head.append("Transfer-Encoding: chunked\r\n")
                case .open: break
                }
            }
            switch framing.persistence {
            case .impliedKeepAlive: break
            case .statedKeepAlive: head.append("Connection: keep-alive\r\n")
            case .close: head.append("Connection: close\r\n")
            }
            head.endLine()
        }
        guard hasBody else { return 0 }
        output.append(contentsOf: body)
        return body.count
    }

    /// Whether bytes of a body leave in answer to this method.
    package func hasBody(answering method: Method) -> Bool { !forbidsBody && method != .head && !body.isEmpty }

    /// Whether the headers ask for the end of the connection; a scenario may say so.
    package var asksToClose: Bool {
        block.hasFraming
            && headers.contains {
                $0.name.utf8.equalsIgnoringCase("connection".utf8) && $0.value.utf8.equalsIgnoringCase("close".utf8)
            }
    }

    /// 1xx, 204 and 304 end with their head (RFC 9112 §6.3, rule 1), and have no length to speak of: RFC 9110 §8.6
    /// forbids it to the first two, and of a 304 we know no other answer's length.
    private var forbidsBody: Bool { status < 200 || status == 204 || status == 304 }
}
