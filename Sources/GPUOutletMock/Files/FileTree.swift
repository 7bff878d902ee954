#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Reads whole files and lists the files in a folder.
package enum FileTree {
    /// The reason why a file cannot be read.
    package struct Refusal: Error, Hashable, Sendable {
        package var reason: String

        fileprivate static let notRegular = Refusal(
            reason: "it is not a regular file; name a file, a link to one, or a folder")
    }

    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Returns a file's canonical path, however it was named.
    package static func canonical(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Reads a whole regular file. It stops after more than `maximumBytes`, so that the caller can refuse the file.
    /// Pipes and devices are not read, because they may never end; opening one does not block.
    package static func read(_ path: String, maximumBytes: Int) throws(Refusal) -> [UInt8] {
        var status = stat()
        // Checked before opening, because a socket cannot be opened and opening a device may do something; and again
        // after, because the name may lead elsewhere by then.
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { throw Refusal.notRegular }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Refusal(reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0 else { throw Refusal(reason: String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Refusal.notRegular }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= maximumBytes {
            let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { break }
            if count > 0 {
                bytes += buffer[..<count]
            } else if errno != EINTR {
                throw Refusal(reason: String(cString: strerror(errno)))
            }
        }
        return bytes
    }

    /// Returns the paths of the files under a folder, sorted by name, without names that start with a dot. Each real
    /// folder is read once, however many links lead to it.
    package static func files(under folder: String) -> [String] {
        var seen: Set<String> = []
        return files(under: folder, &seen)
    }

    private static func files(under folder: String, _ seen: inout Set<String>) -> [String] {
        guard seen.insert(canonical(folder)).inserted else { return [] }
        var found: [String] = []
        for name in names(in: folder) {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            if isFolder(path) { found += files(under: path, &seen) } else { found.append(path) }
        }
        return found
    }

    /// Returns the sorted names directly in a folder, except those that start with a dot.
    package static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private static func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, start, count)
        #elseif canImport(Musl)
            Musl.read(descriptor, start, count)
        #else
            Darwin.read(descriptor, start, count)
        #endif
    }
}
