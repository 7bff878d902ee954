/// A buffer that collects short texts and numbers before they are copied into an array.
///
/// An array checks uniqueness and capacity on each append, through calls that cost five times as much as the bytes.
/// Here the check is one comparison: the memory is on the stack until it is full, and then on the heap, where it
/// doubles.
package struct ByteSink: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// The number of bytes written.
    private(set) var count = 0
    /// Whether the memory is on the heap, so that `deinit` must free it.
    private var isOnHeap = false

    /// Enough for nearly every answer, and the most that Swift allocates on the stack unconditionally.
    private static let stackBytes = 1024

    private init(_ memory: UnsafeMutableBufferPointer<UInt8>) {
        // Always so: `fill` allocates `stackBytes` bytes.
        guard let start = memory.baseAddress else { preconditionFailure("a sink begins with memory") }
        self.memory = start
        capacity = memory.count
    }

    deinit {
        if isOnHeap { memory.deallocate() }
    }

    /// Lets `write` fill a sink, and passes the bytes to `use`.
    static func fill<Result>(
        _ write: (inout ByteSink) -> Void, use: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: stackBytes) { memory in
            var sink = ByteSink(memory)
            write(&sink)
            return use(UnsafeBufferPointer(start: sink.memory, count: sink.count))
        }
    }

    /// The text that `write` writes.
    package static func text(_ write: (inout ByteSink) -> Void) -> String {
        fill(write) { String(decoding: $0, as: UTF8.self) }
    }

    /// Lets `write` fill a sink, and appends what was written to `output`.
    static func append(to output: inout [UInt8], _ write: (inout ByteSink) -> Void) {
        fill(write) { output.append(contentsOf: $0) }
    }

    package mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    package mutating func append(text: String) { text.withBytes { append($0) } }

    @inline(__always) mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        ByteSink.copy(source, to: claim(bytes.count), count: bytes.count)
    }

    /// Copies bytes. For a few, a call would cost more than the copying: 8 to 32 go word by word, and the last word may
    /// overlap the one before.
    @inline(__always) private static func copy(
        _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int
    ) {
        guard count >= 8, count <= 32 else {
            if count > 32 { return target.update(from: source, count: count) }
            for index in 0..<count { target[index] = source[index] }
            return
        }
        let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
        var index = 0
        while index + 8 < count {
            to.storeBytes(
                of: from.loadUnaligned(fromByteOffset: index, as: UInt64.self), toByteOffset: index, as: UInt64.self)
            index += 8
        }
        to.storeBytes(
            of: from.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self), toByteOffset: count - 8, as: UInt64.self
        )
    }

    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    /// Appends the bytes of a JSON string between quotes. If one has to be escaped, returns false and appends nothing.
    /// Bytes are checked while they are copied.
    mutating func append(quoted bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let length = bytes.count
        let start = claim(length + 2)
        start[0] = UInt8(ascii: "\"")
        start[length + 1] = UInt8(ascii: "\"")
        let target = UnsafeMutableRawPointer(start + 1)
        func takesWord(at index: Int) -> Bool {
            let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
            target.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
            return ByteScan.notPlainText(UInt64(littleEndian: word)) == 0
        }
        var isPlain = true
        var index = 0
        while index + 8 <= length, isPlain {
            isPlain = takesWord(at: index)
            index += 8
        }
        if length >= 8 {
            if index < length, isPlain { isPlain = takesWord(at: length - 8) }  // some bytes a second time
        } else {
            while index < length {
                let byte = bytes[index]
                isPlain = isPlain && byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
                start[index + 1] = byte
                index += 1
            }
        }
        if !isPlain { count -= length + 2 }
        return isPlain
    }

    package mutating func append(byte: UInt8) {
        claim(1).pointee = byte
    }

    /// Appends a number as decimal digits.
    package mutating func append(decimal number: Int) {
        if number < 0 { append(byte: UInt8(ascii: "-")) }
        var rest = number.magnitude
        var digits = ByteSink.digits(of: rest)
        let start = claim(digits)
        while rest >= 10 {  // two at a time: a division is what costs
            let (left, pair) = rest.quotientAndRemainder(dividingBy: 100)
            rest = left
            digits &-= 2
            (start + digits).update(from: ByteSink.pairs.utf8Start + Int(2 &* pair), count: 2)
        }
        if digits == 1 { start[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest) }
    }

    /// Appends a number from 0 to 99 as two digits.
    package mutating func append(twoDigits number: Int) {
        let tens = number / 10
        let start = claim(2)
        start[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: tens)
        start[1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number &- tens &* 10)
    }

    /// The numbers from 0 to 99, each as two digits.
    private static let pairs: StaticString =
        """
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
        """

    /// The number of decimal digits of `number`.
    private static func digits(of number: UInt) -> Int {
        var (rest, digits) = (number, 1)
        while rest >= 10_000 {
            rest /= 10_000
            digits += 4
        }
        return digits + (rest >= 1000 ? 3 : rest >= 100 ? 2 : rest >= 10 ? 1 : 0)
    }

    /// Appends `count` bytes, which `write` fills in.
    package mutating func append(count: Int, writing write: (UnsafeMutablePointer<UInt8>) -> Void) {
        write(claim(count))
    }

    /// Reserves the next `bytes` bytes and returns their address.
    @inline(__always) private mutating func claim(_ bytes: Int) -> UnsafeMutablePointer<UInt8> {
        if capacity - count < bytes { grow(by: bytes) }
        let start = memory + count
        count += bytes
        return start
    }

    private mutating func grow(by bytes: Int) {
        let larger = max(2 * capacity, count + bytes)
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        memory.update(from: self.memory, count: count)
        if isOnHeap { self.memory.deallocate() }
        self.memory = memory
        capacity = larger
        isOnHeap = true
    }
}

/// The fields of a message's head.
extension ByteSink {
    /// Appends a field. Bytes that a value must not hold (RFC 9110 §5.5) become spaces.
    @inline(__always) package mutating func addField(_ name: StaticString, _ value: String) {
        name.withUTF8Buffer { startField($0) }
        append(value: value)
        endLine()
    }

    /// Appends a field whose name is not one of ours.
    mutating func addField(text name: String, _ value: String) {
        name.withBytes { startField($0) }
        append(value: value)
        endLine()
    }

    @inline(__always) package mutating func addField(_ name: StaticString, _ number: Int) {
        name.withUTF8Buffer { startField($0) }
        append(decimal: number)
        endLine()
    }

    /// Appends fields that are already encoded.
    package mutating func addFields(of block: HeaderBlock) { append(block.bytes) }

    /// Appends a field whose value `write` appends: visible ASCII and spaces only.
    @inline(__always) package mutating func addField(_ name: StaticString, writing write: (inout ByteSink) -> Void) {
        name.withUTF8Buffer { startField($0) }
        write(&self)
        endLine()
    }

    @inline(__always) private mutating func startField(_ name: UnsafeBufferPointer<UInt8>) {
        append(name)
        append(pair: UInt8(ascii: ":"), .space)
    }

    private mutating func append(value: String) {
        value.withBytes { bytes in
            let start = count
            append(bytes)
            let first = bytes.firstIndex(in: 0..<bytes.count, marking: ByteScan.control)
            for index in (start + first)..<count where !memory[index].isFieldCharacter { memory[index] = .space }
        }
    }

    mutating func endLine() { append(pair: .carriageReturn, .lineFeed) }

    /// Appends two bytes; copying them through a call costs five times as much.
    @inline(__always) private mutating func append(pair first: UInt8, _ second: UInt8) {
        let start = claim(2)
        start[0] = first
        start[1] = second
    }
}
