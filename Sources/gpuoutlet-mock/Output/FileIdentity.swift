#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which file an open descriptor leads to, whatever its name is by now. Making one is safe in a signal handler.
struct FileIdentity: Equatable {
    var device: UInt64
    var number: UInt64

    init(of descriptor: Int32) {
        var status = stat()
        _ = fstat(descriptor, &status)
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }

    init(device: UInt64, number: UInt64) {
        self.device = device
        self.number = number
    }
}
