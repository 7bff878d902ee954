extension String {
    /// Passes the text's UTF-8 to `body` in place. `withUTF8` needs a mutable copy, which costs a reference count.
    @inline(__always) func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        var text = self  // none of Swift's own; no such text comes up here
        return text.withUTF8(body)
    }
}
