/// One place where an answer is not what its shape says.
struct Departure {
    /// The dotted path in the body.
    var path: String
    var expected: String
    var actual: String
}
