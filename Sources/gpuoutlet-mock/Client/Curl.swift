import OutletWire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sends a request through the `curl` on PATH, for https and for hosts that need a DNS lookup.
enum Curl {
    static func send(_ request: Request, to server: ServerURL, timeout: Duration) throws(ClientError) -> Response {
        let result = try run(arguments(request, server, timeout), input: request.body, host: server.host)
        guard result.output.count <= ResponseReader.mostBytes, result.status != 63 else {
            throw ResponseReader.tooLarge  // 63: more than --max-filesize, which curl knows by a length only
        }
        guard result.status == 0 else {
            let text = String(decoding: result.error, as: UTF8.self).split(separator: "\n").first ?? ""
            throw result.status == 28 ? .timedOut : .unreachable(String(text))
        }
        var reader = ResponseReader(isHead: request.method == .head)
        if let response = try reader.take(result.output) { return response }
        return try reader.finish()
    }

    /// `--raw` keeps the body's framing, so that `ResponseReader` works for curl's output too.
    static func arguments(_ request: Request, _ server: ServerURL, _ timeout: Duration) -> [String] {
        var words = [
            "curl", "--silent", "--show-error", "--include", "--raw", "--http1.1", "--suppress-connect-headers",
            "--path-as-is", "--max-filesize", "\(ResponseReader.mostBytes)",
            "--max-time", "\(max(1, timeout.components.seconds))", "--header", "Expect:",
        ]
        words += request.method == .head ? ["--head"] : ["--request", request.method.name]
        for field in request.headerFields { words += ["--header", "\(field.name): \(field.value)"] }
        if !request.body.isEmpty { words += ["--data-binary", "@-"] }
        return words + ["--", "\(server)\(request.target)"]
    }

    private static func run(
        _ arguments: [String], input: [UInt8], host: String
    ) throws(ClientError) -> (status: Int32, output: [UInt8], error: [UInt8]) {
        do {
            return try Subprocess.run(arguments, input: input, mostOutput: ResponseReader.mostBytes)
        } catch {
            throw error.number == ENOENT ? .curlMissing(host) : .unreachable(error.message)
        }
    }
}
