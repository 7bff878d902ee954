// The parser under libFuzzer: `Tests/Fuzz/run http [SECONDS]` builds this file with the sources of OutletWire.
//
// What has to hold for any bytes at all: no trap, the same requests and the same refusal however the bytes are cut and
// whatever was read before them, no part of a request beyond its limit, and no memory beyond what was appended.

import OutletWire

private struct Outcome: Equatable {
    var requests: [String] = []
    var refusal: WireError?
    var isBetweenRequests = true
}

/// Reads as the loop does: `spare` goes from client to client, with the memory of the last one and the heads that are
/// known from before.
private func read(
    _ bytes: UnsafeBufferPointer<UInt8>, piecesOf size: Int, lending spare: inout RequestParser.Spare
) -> Outcome {
    var parser = RequestParser()
    var outcome = Outcome()
    var start = 0
    while start < bytes.count, outcome.refusal == nil {
        let end = min(bytes.count, start + size)
        parser.borrow(&spare)
        parser.append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<end])))
        start = end
        do {
            while let event = try parser.next() {
                guard case .request(let request) = event else { continue }
                if size >= bytes.count { check(request, limits: parser.limits) }  // the others have to be equal to it
                outcome.requests.append(describe(request))
            }
        } catch {
            outcome.refusal = error
        }
        precondition(parser.bufferedByteCount <= bytes.count, "Nothing is kept that did not arrive")
        parser.giveBack(&spare)
        precondition(spare.isBlank, "A buffer is handed on without a word of the last client's")
    }
    if outcome.refusal == nil { outcome.isBetweenRequests = parser.isBetweenRequests }
    return outcome
}

private func check(_ request: Request, limits: RequestParser.Limits) {
    precondition(request.body.count <= limits.bodyBytes, "A body stays within its limit")
    precondition(request.headerFields.count <= limits.headerFieldCount + 1, "So do the fields")
    precondition(request.target == "*" || request.target.hasPrefix("/"), "A target is a path or *")
    precondition(request.isHTTP10 || request.headers("host").count == 1, "HTTP/1.1 has one Host")
    for field in request.headerFields {
        precondition(HeaderField.isName(field.name), "A name is a token")
        precondition(!field.value.utf8.contains { $0 < 0x20 && $0 != 0x09 }, "A value has no control characters")
    }
    checkLookUps(request)
}

/// Whoever asks for a field by its name, as text or where it stands, gets what a look through all of them finds.
private func checkLookUps(_ request: Request) {
    let fields = request.headerFields
    for field in fields.prefix(3) {
        let same = fields.filter { $0.name.lowercased() == field.name.lowercased() }
        precondition(
            request.headers(field.name.uppercased()) == same.map { $0.value }, "All fields of a name are found")
    }
    for name in ["host", "cookie", "connection", "content-length", "x"] as [StaticString] {
        let first = fields.first { $0.name.lowercased() == name.description }
        let range = request.headerRange(name)
        precondition(
            range.map { String(decoding: request.headBytes[$0], as: UTF8.self) } == first?.value,
            "A field stands where its range says")
    }
}

private func describe(_ request: Request) -> String {
    let fields = request.headerFields.map { "\($0.name): \($0.value)" }.joined(separator: "|")
    return "\(request.method.name) \(request.target) \(request.keepAlive) [\(fields)] \(request.body)"
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRequestParser(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    var warm = RequestParser.Spare()
    let whole = read(bytes, piecesOf: max(1, count), lending: &warm)
    for size in [1, 2, 7, 64] {
        var cold = RequestParser.Spare()
        precondition(read(bytes, piecesOf: size, lending: &cold) == whole, "Pieces of \(size) read like the whole")
    }
    for size in [max(1, count), 13] {
        precondition(read(bytes, piecesOf: size, lending: &warm) == whole, "What is known reads like what is new")
    }
    checkNeighbours(bytes)
    return 0
}

/// What one client has said changes nothing of how the next one is understood, however like it is.
private func checkNeighbours(_ bytes: UnsafeBufferPointer<UInt8>) {
    for cut in ends(ofHeadsIn: bytes) {
        let (first, second) = (
            UnsafeBufferPointer(rebasing: bytes[..<cut]), UnsafeBufferPointer(rebasing: bytes[cut...])
        )
        var cold = RequestParser.Spare()
        let alone = read(second, piecesOf: max(1, second.count), lending: &cold)
        var warm = RequestParser.Spare()
        _ = read(first, piecesOf: first.count, lending: &warm)
        precondition(
            read(second, piecesOf: max(1, second.count), lending: &warm) == alone, "Neighbours are read apart")
    }
}

private func ends(ofHeadsIn bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var ends: [Int] = []
    var index = 4
    while index <= bytes.count, ends.count < 3 {
        if bytes[index - 4] == 13, bytes[index - 3] == 10, bytes[index - 2] == 13, bytes[index - 1] == 10 {
            ends.append(index)
        }
        index += 1
    }
    return ends
}
