extension String {
    /// Hands out the UTF-8 of the text where it stands. `withUTF8` wants a text of one's own, which is a copy to count.
    @inline(__always) func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        var text = self  // none of Swift's own; no such text comes up here
        return text.withUTF8(body)
    }
}
