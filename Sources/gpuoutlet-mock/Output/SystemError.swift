#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A refusal by the operating system.
struct SystemError: Error, Hashable {
    var number: Int32

    /// The last call's refusal.
    static var last: SystemError { SystemError(number: errno) }

    var message: String { String(cString: strerror(number)) }
}
