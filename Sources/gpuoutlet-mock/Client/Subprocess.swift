import Synchronization

#if canImport(Glibc)
    @preconcurrency import Glibc
#else
    @preconcurrency import Darwin
#endif

/// Runs other programs.
enum Subprocess {
    /// Held while a program is started, and while a pipe is made that no program may inherit.
    private static let starting = Mutex(())

    /// Runs a program with `input` and returns its exit status and both outputs; throws if it cannot be started. Input
    /// and errors go through unnamed files, so that no full pipe blocks either side. A program that writes more than
    /// `mostOutput` is killed, and slightly more than that is returned.
    static func run(
        _ arguments: [String], input: [UInt8] = [], mostOutput: Int = .max
    ) throws(SystemError) -> (status: Int32, output: [UInt8], error: [UInt8]) {
        let inputFile = try unnamedFile()
        defer { close(inputFile) }
        let errorFile = try unnamedFile()
        defer { close(errorFile) }
        write(input, to: inputFile)
        let ends = try pipeEnds()
        defer { close(ends.reading) }
        let process: pid_t
        do {
            defer { close(ends.writing) }
            process = try start(arguments, [inputFile, ends.writing, errorFile])
        }
        let output = FileDescriptor.readAll(ends.reading, atMost: mostOutput) ?? []
        if output.count > mostOutput { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let exited = status & 0x7F == 0
        return (exited ? (status >> 8) & 0xFF : 128 + (status & 0x7F), output, contents(of: errorFile))
    }

    /// Starts a program with these files as its descriptors, numbered from 0.
    ///
    /// - Parameter environment: if given, the program gets it in place of ours, and a session of its own, with no
    ///   signal blocked or ignored.
    static func start(
        _ arguments: [String], _ files: [Int32], apartWith environment: [String: String]? = nil
    ) throws(SystemError) -> pid_t {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
        #else
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, file) in files.enumerated() { posix_spawn_file_actions_adddup2(&actions, file, Int32(number)) }
        var words = strings(arguments)
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let failure: Int32
        if let environment {
            var variables = strings(environment.map { "\($0.key)=\($0.value)" })
            defer { for variable in variables { free(variable) } }
            var attributes = SpawnAttributes()
            defer { attributes.destroy() }
            failure = starting.withLock { _ in
                posix_spawnp(&process, arguments[0], &actions, &attributes.value, &words, &variables)
            }
        } else {
            failure = starting.withLock { _ in posix_spawnp(&process, arguments[0], &actions, nil, &words, environ) }
        }
        if failure != 0 { throw SystemError(number: failure) }
        return process
    }

    /// Returns C copies of the texts, followed by nil.
    private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }

    /// Makes a pipe whose ends no started program inherits, so that each pipe ends with its own program.
    static func pipeEnds() throws(SystemError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        let failure: SystemError? = starting.withLock { _ in
            guard pipe(&ends) == 0 else { return SystemError.last }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return nil
        }
        if let failure { throw failure }
        return (ends[0], ends[1])
    }

    private static func unnamedFile() throws(SystemError) -> Int32 {
        guard let stream = tmpfile() else { throw SystemError.last }
        defer { fclose(stream) }
        let file = dup(fileno(stream))
        guard file >= 0 else { throw SystemError.last }
        return file
    }

    private static func write(_ bytes: [UInt8], to file: Int32) {
        FileDescriptor.write(bytes, to: file)
        lseek(file, 0, SEEK_SET)
    }

    private static func contents(of file: Int32) -> [UInt8] {
        lseek(file, 0, SEEK_SET)
        return FileDescriptor.readAll(file) ?? []
    }
}
