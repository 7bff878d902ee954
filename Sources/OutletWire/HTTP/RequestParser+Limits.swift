extension RequestParser {
    /// The size limits on each part of a request. Anything longer is refused as soon as that is certain, so their sum
    /// bounds the bytes that one connection can make us keep.
    package struct Limits: Hashable, Sendable {
        /// Request line without its CRLF; more → 414. RFC 9112 §3 asks every server to take at least 8,000 bytes.
        package var requestLineBytes = 8192
        /// All field lines of a head, or of a trailer; more → 431. Browsers' cookies stay below half of it.
        package var headerSectionBytes = 32_768
        /// The number of field lines of a head, or of a trailer; more → 431. A lookup scans all of them.
        package var headerFieldCount = 100
        /// The body, unless the caller sets another limit; more → 413. The API's own bound.
        package var bodyBytes = 65_536
        /// A chunk's size with its extensions; more → 400. A size has 16 digits at most, and nobody uses extensions.
        package var chunkLineBytes = 256
        /// The extensions of all chunks together; more → 400. Otherwise each one-byte chunk could cost 256 bytes to
        /// read.
        package var chunkExtensionBytes = 8192

        package init() {}
    }
}
