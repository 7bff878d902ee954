#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@main enum GPUOutletMockCommand {
    static func main() {
        exit(0)
    }
}
