#if os(Linux)
    internal import CEpoll
#endif

/// The C library's heap, set up for a process that is a server and nothing else. A test's process that embeds one
/// keeps its own ways.
package enum Heap {
    /// To be called before there is a second thread. The loop's thread then shares the first thread's heap: glibc
    /// would give it one that grows by 4 KiB a system call, which took one call in four requests. What is freed at
    /// the end goes back to the system only above 2 MiB, or growing and shrinking would alternate.
    package static func setUpForServer() {
        #if os(Linux)
            tune_heap(1, 256 * 1024, 2 * 1024 * 1024)
        #endif
    }
}
