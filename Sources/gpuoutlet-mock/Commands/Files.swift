#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// File checks that the commands need.
enum Files {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }
}
