internal import OutletWire

extension Connection {
    /// Buffers that connections share. A connection has buffers only while bytes wait in them, so an idle one costs a
    /// few hundred bytes, and busy ones reuse memory that does not grow and stays in the cache.
    struct Storage {
        fileprivate var input = RequestParser.Spare()
        fileprivate var output: [UInt8] = []
        fileprivate var unsent: [Unsent] = []
    }

    /// Takes the buffers before bytes come in.
    mutating func borrow(_ storage: inout Storage) {
        parser.borrow(&storage.input)
        output.borrow(&storage.output)
        if unsent.capacity == 0 { swap(&unsent, &storage.unsent) }
    }

    /// Gives the buffers back when nothing more can be done for now.
    mutating func giveBack(_ storage: inout Storage) {
        parser.giveBack(&storage.input)
        output.giveBack(&storage.output)
        guard unsent.isEmpty, unsent.capacity > 0 else { return }
        if storage.unsent.capacity < unsent.capacity { swap(&unsent, &storage.unsent) }
        unsent = []
    }
}
