internal import OutletWire

extension Connection {
    /// Buffers that go from connection to connection. A connection has buffers only while bytes wait in them: so one
    /// that idles costs a few hundred bytes, and busy ones share memory that never grows and is in the cache.
    struct Storage {
        fileprivate var input = RequestParser.Spare()
        fileprivate var output: [UInt8] = []
        fileprivate var unsent: [Unsent] = []
    }

    /// Before bytes come in.
    mutating func borrow(_ storage: inout Storage) {
        parser.borrow(&storage.input)
        output.borrow(&storage.output)
        if unsent.capacity == 0 { swap(&unsent, &storage.unsent) }
    }

    /// When nothing more can be done for now.
    mutating func giveBack(_ storage: inout Storage) {
        parser.giveBack(&storage.input)
        output.giveBack(&storage.output)
        guard unsent.isEmpty, unsent.capacity > 0 else { return }
        if storage.unsent.capacity < unsent.capacity { swap(&unsent, &storage.unsent) }
        unsent = []
    }
}
