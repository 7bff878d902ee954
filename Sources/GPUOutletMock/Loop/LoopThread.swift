internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// One POSIX thread. Foundation's `Thread` would pull the whole of ICU into a static binary.
final class LoopThread: Sendable {
    /// Enough for deeply nested JSON, whatever the C library's default is (musl's is 128 KiB, Darwin's 512).
    private static let stackBytes = 4 * 1024 * 1024

    private let thread: Mutex<pthread_t?>

    /// Runs `body` on a new thread.
    init(_ body: @escaping @Sendable () -> Void) throws(MockServerError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, Self.stackBytes)
        let context = Unmanaged.passRetained(Body(body))
        #if canImport(Glibc)
            var created = pthread_t()  // a number there, a pointer elsewhere
        #else
            var created: pthread_t?
        #endif
        let result = pthread_create(&created, &attributes, { LoopThread.run($0) }, context.toOpaque())
        guard result == 0 else {
            context.release()
            throw .cannotStart(errorNumber: result)
        }
        thread = Mutex(created)
    }

    /// Waits until the body has returned. May be called repeatedly, on any thread but its own.
    func join() {
        thread.withLock { thread in
            guard let running = thread else { return }
            pthread_join(running, nil)
            thread = nil
        }
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    #if canImport(Darwin)
        private static func run(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
            Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
            return nil
        }
    #else
        private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let context else { return nil }
            Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
            return nil
        }
    #endif
}
