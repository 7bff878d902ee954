/// One place where an answer does not match its shape.
struct Departure {
    /// The dotted path in the body.
    var path: String
    var expected: String
    var actual: String
}
