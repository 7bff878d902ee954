#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An error of the operating system.
struct SystemError: Error, Hashable {
    var number: Int32

    /// The error of the last system call.
    static var last: SystemError { SystemError(number: errno) }

    var message: String { String(cString: strerror(number)) }
}
