/// Memory of a fixed size that a handful of short texts and numbers are written into, one behind the other.
///
/// An array asks at each append whether it is alone and has room, which costs five times as much as the bytes. Here
/// room is asked for once; what does not fit is a mistake of the caller's and traps.
package struct ByteSink {
    private let memory: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    private init(_ memory: UnsafeMutableBufferPointer<UInt8>) { self.memory = memory }

    package mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    package mutating func append(text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    package mutating func append(decimal number: Int) {
        if number < 0 { append(byte: UInt8(ascii: "-")) }
        var rest = number.magnitude
        var digits = 1
        var power = rest
        while power >= 10 {
            power /= 10
            digits += 1
        }
        precondition(count + digits <= memory.count, "a sink has room for what is written")
        var place = count + digits
        count = place
        repeat {
            place -= 1
            memory[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
    }

    package mutating func append(byte: UInt8) {
        precondition(count < memory.count, "a sink has room for what is written")
        memory[count] = byte
        count += 1
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        precondition(count + bytes.count <= memory.count, "a sink has room for what is written")
        guard let start = memory.baseAddress, let source = bytes.baseAddress else { return }
        (start + count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    /// Lets `write` fill a sink of `capacity` bytes, and appends what it has written to `output`.
    static func append(to output: inout [UInt8], capacity: Int, _ write: (inout ByteSink) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { memory in
            var sink = ByteSink(memory)
            write(&sink)
            output.append(contentsOf: UnsafeBufferPointer(rebasing: memory[..<sink.count]))
        }
    }

    /// What a value must not hold becomes a space: all since `start`.
    mutating func blankControls(since start: Int) {
        for place in start..<count where !memory[place].isFieldCharacter { memory[place] = .space }
    }

    var written: Int { count }
}
