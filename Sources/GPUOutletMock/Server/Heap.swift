#if os(Linux)
    internal import CEpoll
#endif

/// Tunes the C library's heap for a dedicated server process. A test process that embeds a server keeps its defaults.
package enum Heap {
    /// Call this before starting a second thread. The loop's thread then shares the main arena: otherwise glibc would
    /// give it one that grows by 4 KiB per system call, which cost one system call per four requests. Free memory at
    /// the end of the heap is returned to the system only above 2 MiB, so that the heap does not grow and shrink in
    /// turn.
    package static func setUpForServer() {
        #if os(Linux)
            tune_heap(1, 256 * 1024, 2 * 1024 * 1024)
        #endif
    }
}
