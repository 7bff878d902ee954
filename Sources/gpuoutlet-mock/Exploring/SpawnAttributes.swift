#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Attributes to start a program apart from ours: with no signal blocked or ignored, and in a session of its own, so
/// that no terminal reaches it and one call ends it with all its children.
struct SpawnAttributes {
    #if canImport(Glibc)
        var value = posix_spawnattr_t()
    #else
        var value: posix_spawnattr_t?
    #endif

    init() {
        posix_spawnattr_init(&value)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&value, &none)
        var usual = sigset_t()
        sigemptyset(&usual)
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigdefault(&value, &usual)
        posix_spawnattr_setflags(&value, SpawnAttributes.flags)
    }

    mutating func destroy() { posix_spawnattr_destroy(&value) }

    private static var flags: Int16 {
        var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        #if canImport(Darwin)
            // On Darwin, opening a socket and marking it close-on-exec takes two steps.
            flags |= Int32(POSIX_SPAWN_SETSID) | Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #else
            flags |= 0x80  // POSIX_SPAWN_SETSID, which Swift does not see (glibc 2.26, musl 1.1.22: spawn.h)
        #endif
        return Int16(truncatingIfNeeded: flags)
    }
}
