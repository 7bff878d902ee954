/// Bytes written as hexadecimal digits, as published test vectors have them.
func bytes(_ hexadecimal: String) -> [UInt8] {
    var digits = hexadecimal[...]
    var output: [UInt8] = []
    while !digits.isEmpty {
        guard let byte = UInt8(digits.prefix(2), radix: 16) else { preconditionFailure("\(digits) is not hexadecimal") }
        output.append(byte)
        digits = digits.dropFirst(2)
    }
    return output
}
