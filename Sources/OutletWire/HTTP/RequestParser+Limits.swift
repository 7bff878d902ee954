extension RequestParser {
    /// How much of each part of a request is taken. Whatever is longer is refused as soon as that is certain, so the
    /// bytes that one connection can make us keep are bounded by the sum.
    package struct Limits: Hashable, Sendable {
        /// Request line without its CRLF; more → 414. RFC 9112 §3 asks every server to take at least 8,000 bytes.
        package var requestLineBytes = 8192
        /// All field lines together, also those of a trailer; more → 431. Browsers' cookies stay below half of it.
        package var headerSectionBytes = 32_768
        /// Field lines, also those of a trailer; more → 431. Looking a name up goes through all of them.
        package var headerFieldCount = 100
        /// The body, if the caller does not allow another size; more → 413. The API's own bound.
        package var bodyBytes = 65_536
        /// A chunk's size with its extensions; more → 400. A size has 16 digits at most, and nobody uses extensions.
        package var chunkLineBytes = 256
        /// The extensions of all chunks together; more → 400. Else one-byte chunks cost 256 bytes each to read.
        package var chunkExtensionBytes = 8192

        package init() {}
    }
}
