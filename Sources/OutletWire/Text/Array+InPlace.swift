extension Array {
    /// An element where it lies, for a `_read` that yields it. Traps for an index that is none of the array's, as `[index]`
    /// does.
    ///
    /// A plain `self[index]` is read through a getter: a build without optimisation yields a copy. Swift 6.3 frees the copy
    /// of a large struct before its reader is done with it, which ends the process as soon as another thread takes that
    /// memory.
    package subscript(inPlace index: Int) -> Element {
        @inline(__always) _read {
            // Always so: callers go by the array's own indices.
            precondition(indices.contains(index), "an index lies in its array")
            let elements = withUnsafeBufferPointer { $0 }
            yield elements[index]
        }
    }
}
