/// The loop's state for one socket. It is a class, so that a turn finds it once and changes it in place. Only the
/// loop's own thread uses it.
final class Client {
    let socket: Socket
    /// Never accessed from inside its own methods, so exclusivity checks, at some twenty accesses per request, would
    /// only cost time.
    @exclusivity(unchecked) var connection: Connection
    /// What the poller waits for.
    var interest: Poller.Interest = [.input, .once]
    /// Bytes or EOF may wait in the socket: the poller has reported input that has not been read to its end.
    var isReadable = false
    /// After its last bytes the socket has EOF or an error.
    var hasEnded = false
    /// The socket is broken.
    var hasFailed = false
    /// The time of the earliest entry for this client in the deadline heap.
    var lookAt: TransportInstant?
    /// More output is waiting than one turn sends.
    var hasMoreToSend = false
    /// It is in the loop's `waiting` list, to be served again in the next turn.
    var waitsForTurn = false
    /// The socket is closed; whoever still has a reference must drop it.
    var isGone = false

    init(socket: Socket, connection: consuming Connection) {
        self.socket = socket
        self.connection = connection
    }
}
