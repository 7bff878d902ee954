extension Array {
    /// Where an element lies, for an accessor that reads in place: `unsafeAddress { rows.address(of: index) }`. It is good
    /// for as long as the array is borrowed, which an accessor's caller does. Traps for an index that is none of the
    /// array's, as `[index]` does.
    ///
    /// An accessor `_read` that yields a large struct copies it where nothing is optimised, and Swift 6.3 frees the copy before its
    /// reader is done with it. That ends the process as soon as another thread takes the memory.
    package func address(of index: Int) -> UnsafePointer<Element> {
        withUnsafeBufferPointer { elements in
            // Always so: callers go by the array's own indices.
            guard elements.indices.contains(index), let start = elements.baseAddress else {
                preconditionFailure("an index lies in its array")
            }
            return start + index
        }
    }
}
