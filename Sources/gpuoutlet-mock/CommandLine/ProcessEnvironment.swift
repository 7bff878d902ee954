#if canImport(Glibc)
    @preconcurrency import Glibc  // `environ` is a plain C variable; it is read once, before any thread exists
#else
    @preconcurrency import Darwin
#endif

/// The environment variables of the process.
enum ProcessEnvironment {
    static func read() -> [String: String] {
        var variables: [String: String] = [:]
        var index = 0
        while let entry = environ[index] {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            index += 1
        }
        return variables
    }
}
