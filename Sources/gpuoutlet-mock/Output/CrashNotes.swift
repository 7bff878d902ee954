import OutletContract
import OutletEngine

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a process that traps reports, prepared in memory of its own. Texts end in a zero and stay allocated until the
/// process ends.
struct CrashNotes {
    private typealias Text = UnsafeMutablePointer<CChar>

    private let log: Unmanaged<LogMemory>
    /// Indexed by signal number.
    private let signalNames: UnsafeMutablePointer<Text?>
    private static let signalCount = 32
    /// Indexed by the index of a request's subject.
    private let subjectNames: UnsafeMutablePointer<Text?>
    /// The world of the request, up to `worldBytes` bytes.
    private let world: Text
    private static let worldBytes = 64
    private var worldCount = 0
    private var number = 0
    /// The buffer for the line.
    private let line: Text
    private static let lineBytes = 512
    private var portPath: Text?
    private var portText: Text?
    private var portIdentity = FileIdentity(device: 0, number: 0)
    private var portFound: Text?
    private static let portBytes = 16

    init(_ log: LogMemory, signals: [(Int32, String)]) {
        self.log = Unmanaged.passRetained(log)
        signalNames = .allocate(capacity: CrashNotes.signalCount)
        signalNames.initialize(repeating: nil, count: CrashNotes.signalCount)
        for (number, name) in signals where Int(number) < CrashNotes.signalCount {
            signalNames[Int(number)] = strdup(name)
        }
        let names =
            Operation.allCases.map(\.wireName) + ControlCall.allCases.map(\.rawValue) + ["a page", "no operation"]
        subjectNames = .allocate(capacity: names.count)
        for (index, name) in names.enumerated() { (subjectNames + index).initialize(to: strdup(name)) }
        world = .allocate(capacity: CrashNotes.worldBytes)
        line = .allocate(capacity: CrashNotes.lineBytes)
        start = strdup("\(Product.name) \(Product.version): ended by ")
        #if DEBUG
            trap = CrashNotes.wantedTrap(names)
        #endif
    }

    /// The start of the line.
    private let start: Text?

    // MARK: In normal operation

    /// Returns the index of a subject in the table of names.
    static func index(of subject: RequestObserver.Subject) -> Int {
        switch subject {
        case .operation(let operation): operation.ordinal
        case .control(let call): Operation.allCases.count + (ControlCall.allCases.firstIndex(of: call) ?? 0)
        case .page: Operation.allCases.count + ControlCall.allCases.count
        case .unknown: Operation.allCases.count + ControlCall.allCases.count + 1
        }
    }

    mutating func setRequest(_ world: String, _ number: Int) {
        self.number = number
        let room = UnsafeMutableRawBufferPointer(start: self.world, count: CrashNotes.worldBytes)
        worldCount =
            world.utf8.withContiguousStorageIfAvailable { bytes in
                let count = min(bytes.count, CrashNotes.worldBytes)
                room.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<count]))
                return count
            } ?? 0
    }

    mutating func lay(_ file: PortFile) {
        portFound = .allocate(capacity: CrashNotes.portBytes)
        portIdentity = file.identity
        portText = strdup(file.content)
        portPath = strdup(file.path)
    }

    // MARK: In the signal handler

    func writeLog() {
        log._withUnsafeGuaranteedRef { $0.writeInSignalHandler(to: STDERR_FILENO) }
    }

    /// Returns the line to write, in the same memory each time.
    ///
    /// - Parameter subject: the index of the request's subject plus one; 0 if no request is being answered.
    func line(for signal: Int32, subject: Int) -> UnsafeBufferPointer<CChar> {
        var count = 0
        append(start, to: &count)
        append(signalNames[Int(signal)], to: &count)
        if subject > 0 {
            append(" in ", to: &count)
            append(subjectNames[subject - 1], to: &count)
            if number > 0 {
                append(", request ", to: &count)
                append(decimal: number, to: &count)
            }
            append(" of the world '", to: &count)
            for index in 0..<worldCount { append(world[index], to: &count) }
            append("'", to: &count)
        }
        append(", a bug of its own; please report it\n", to: &count)
        return UnsafeBufferPointer(start: line, count: count)
    }

    private func append(_ byte: CChar, to count: inout Int) {
        guard count < CrashNotes.lineBytes else { return }
        line[count] = byte
        count += 1
    }

    private func append(_ text: Text?, to count: inout Int) {
        guard var next = text else { return }
        while next.pointee != 0 {
            append(next.pointee, to: &count)
            next += 1
        }
    }

    private func append(_ text: StaticString, to count: inout Int) {
        for index in 0..<text.utf8CodeUnitCount { append(CChar(bitPattern: text.utf8Start[index]), to: &count) }
    }

    private func append(decimal number: Int, to count: inout Int) {
        if number > 9 { append(decimal: number / 10, to: &count) }
        append(CChar(48 + number % 10), to: &count)
    }

    /// Removes the port file, unless another server has replaced it since.
    func removePortFile() {
        guard let path = portPath, let own = portText, let found = portFound else { return }
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        let count = strlen(own)
        if file >= 0, FileIdentity(of: file) == portIdentity, read(file, found, CrashNotes.portBytes) == count,
            memcmp(found, own, count) == 0
        {
            unlink(path)
        }
    }

    // MARK: For tests

    #if DEBUG
        /// The index of a subject and how to trap there, in debug builds: `GPUOUTLET_MOCK_TRAP=me=overflow`.
        private let trap: (index: Int, isOverflow: Bool)?

        private static func wantedTrap(_ names: [String]) -> (Int, Bool)? {
            guard let text = getenv("GPUOUTLET_MOCK_TRAP").map({ String(cString: $0) }) else { return nil }
            let words = text.split(separator: "=").map(String.init)
            guard words.count == 2, let index = names.firstIndex(of: words[0]) else { return nil }
            return (index, words[1] == "overflow")
        }

        func trapIfAsked(at index: Int) {
            guard let trap, trap.index == index else { return }
            if trap.isOverflow { _ = CrashNotes.depth(of: index) }
            // Always so: only the test of the crash report asks for a trap.
            precondition(index < 0, "a trap was asked for")
        }

        /// Recurses until the stack overflows.
        private static func depth(of number: Int) -> Int {
            number == Int.min ? 0 : depth(of: number &+ 1) &+ depth(of: number &+ 2)
        }
    #endif
}
