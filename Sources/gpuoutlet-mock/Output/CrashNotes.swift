import OutletContract
import OutletEngine

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a process that traps has to say, laid out beforehand in memory of its own: texts end in a zero, and stay until
/// the process ends.
struct CrashNotes {
    private typealias Text = UnsafeMutablePointer<CChar>

    private let log: Unmanaged<LogMemory>
    /// By the number of the signal.
    private let signalNames: UnsafeMutablePointer<Text?>
    private static let signalCount = 32
    /// By the place of a request's subject.
    private let subjectNames: UnsafeMutablePointer<Text?>
    /// The world of the request, of at most so many bytes.
    private let world: Text
    private static let worldBytes = 64
    private var worldCount = 0
    private var number = 0
    /// Where the line is put together.
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

    /// How the line begins.
    private let start: Text?

    // MARK: While all is well

    /// Where a subject stands among the names.
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

    /// The last words; the same memory each time.
    ///
    /// - Parameter subject: the place of the request's subject, and one; 0 where none is being answered.
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

    /// Takes the file away, unless another server has written its own there since.
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

    // MARK: For the test of it all

    #if DEBUG
        /// A subject's place and a way to end there, in builds for developers: `GPUOUTLET_MOCK_TRAP=me=overflow`.
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
            // Always so: nobody asks for it but the test of what is said then.
            precondition(index < 0, "a trap was asked for")
        }

        /// Comes to no end but the stack's.
        private static func depth(of number: Int) -> Int {
            number == Int.min ? 0 : depth(of: number &+ 1) &+ depth(of: number &+ 2)
        }
    #endif
}
