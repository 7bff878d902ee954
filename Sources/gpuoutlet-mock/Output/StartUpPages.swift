internal import GPUOutletMock

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif
/// The program code that only start-up needs: reading flags and files, building tables.
///
/// The kernel maps code in blocks of 64 KiB around each touched page and counts them all as resident: two thirds of a
/// program of 13 MB. Once it serves, most of that is never used again.
enum StartUpPages {
    /// Releases these pages. What is needed again comes from the page cache, in about a microsecond per block.
    static func release() {
        #if os(Linux)
            guard let maps = try? FileTree.read("/proc/self/maps", maximumBytes: 1 << 20) else { return }
            let program = FileTree.canonical("/proc/self/exe")
            for line in String(decoding: maps, as: UTF8.self).split(separator: "\n") {
                // 00400000-00e99000 r-xp 00000000 fe:00 16240608      /usr/bin/gpuoutlet-mock
                let words = line.split(separator: " ", omittingEmptySubsequences: true)
                guard words.count >= 6, words[1] == "r-xp", words[5...].joined(separator: " ") == program else {
                    continue
                }
                let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
                guard ends.count == 2, let start = UnsafeMutableRawPointer(bitPattern: ends[0]) else { continue }
                // Code is never modified, so nothing is lost that the file does not have.
                _ = madvise(start, Int(ends[1] - ends[0]), MADV_DONTNEED)
            }
        #endif
    }
}
