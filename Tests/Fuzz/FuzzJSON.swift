// The plain JSON reader under libFuzzer: `Tests/Fuzz/run json [SECONDS]`. It reads every body that a client sends.

import OutletWire

/// Whatever the bytes are, the reader gives a value or says why not, and never traps. What it takes it takes again
/// from its own writing; what it refuses it refuses at a place inside the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let strict = read(bytes, .strict)
    let relaxed = read(bytes, .relaxed)
    if let strict { precondition(relaxed == strict, "The relaxed dialect takes all of the strict one") }
    for value in [strict, relaxed].compactMap(\.self) {
        precondition(read(value.bytes, .strict) == value, "What was written is read as the same value")
    }
    return 0
}

private func read(_ bytes: [UInt8], _ dialect: JSONDialect) -> JSON? {
    do {
        let value = try JSON.parse(bytes, dialect: dialect)
        let tree = try? JSONNode.parse(bytes, dialect: dialect)
        precondition(tree?.json == value, "A tree with places holds the same value")
        if let tree { checkIndices(tree, count: bytes.count) }
        return value
    } catch {
        precondition((0...bytes.count).contains(error.offset), "A refusal points into the text")
        precondition(error.position.line >= 1 && error.position.column >= 1, "Lines and columns count from 1")
        precondition(!error.message.isEmpty, "A refusal says why")
        precondition((try? JSONNode.parse(bytes, dialect: dialect)) == nil, "Both readers refuse the same")
        return nil
    }
}

/// Every value and every key stands where the tree says.
private func checkIndices(_ node: JSONNode, count: Int) {
    precondition((0..<count).contains(node.offset), "A value stands inside the text")
    for element in node.elements ?? [] { checkIndices(element, count: count) }
    for member in node.members ?? [] {
        precondition((0..<count).contains(member.keyOffset), "A key stands inside the text")
        checkIndices(member.node, count: count)
    }
}
