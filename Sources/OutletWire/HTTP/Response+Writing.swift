extension Response {
    /// How a response is framed, as the request and the connection require.
    package struct Framing: Hashable, Sendable {
        /// What the client is told about the end of the connection (RFC 9112 §9.3).
        package enum Persistence: Hashable, Sendable {
            /// HTTP/1.1 connections persist by default: no field.
            case impliedKeepAlive
            /// HTTP/1.0 connections end by default: `Connection: keep-alive`.
            case statedKeepAlive
            /// `Connection: close`.
            case close
        }

        package var persistence: Persistence
        /// Whether this answers HEAD: all fields of the answer to GET, and no body (RFC 9110 §9.3.2).
        package var omitsBody: Bool
        package var length = Length.counted
        /// Whether the client understands chunks: HTTP/1.0 does not.
        package var allowsChunks = true

        /// How the client finds the end of the body (RFC 9112 §6.3).
        package enum Length: Hashable, Sendable {
            /// `Content-Length`.
            case counted
            /// `Transfer-Encoding: chunked`; the caller puts the body's bytes in chunks.
            case chunked
            /// The end of the connection; for streams.
            case open
        }

        package init(persistence: Persistence = .impliedKeepAlive, omitsBody: Bool = false) {
            self.persistence = persistence
            self.omitsBody = omitsBody
        }

        /// The framing that this request asks for. `closes` means that we end the connection after the answer.
        package init(answering request: Request, closes: Bool = false) {
            let persistence: Persistence =
                if closes || !request.keepAlive { .close } else {
                    request.isHTTP10 ? .statedKeepAlive : .impliedKeepAlive
                }
            self.init(persistence: persistence, omitsBody: request.method == .head)
            allowsChunks = !request.isHTTP10
        }
    }

    /// Appends the whole message to `output`: status line, fields in order, framing fields, body.
    ///
    /// The framing belongs to the writer: fields in `headers` named Content-Length, Transfer-Encoding and Connection
    /// are left out, so one response can never be read as two. `Date` is `date` unless `headers` has one.
    ///
    /// - Returns: How many of the appended bytes are the body.
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

    /// Whether the answer to this method has body bytes.
    package func hasBody(answering method: Method) -> Bool { !forbidsBody && method != .head && !body.isEmpty }

    /// Whether the headers ask to close the connection; a scenario may set that.
    package var asksToClose: Bool {
        block.hasFraming
            && headers.contains {
                $0.name.utf8.equalsIgnoringCase("connection".utf8) && $0.value.utf8.equalsIgnoringCase("close".utf8)
            }
    }

    /// Whether the message ends with its head: 1xx, 204 and 304 do (RFC 9112 §6.3, rule 1). They get no Content-Length
    /// either: RFC 9110 §8.6 forbids it for the first two, and for a 304 we do not know the other answer's length.
    private var forbidsBody: Bool { status < 200 || status == 204 || status == 304 }
}
