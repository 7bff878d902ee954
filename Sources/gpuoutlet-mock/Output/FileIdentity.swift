#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Identifies the file behind an open descriptor, whatever its current name. Safe to make in a signal handler.
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
