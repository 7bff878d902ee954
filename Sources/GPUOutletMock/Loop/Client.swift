/// What the loop knows of one socket. An object, so that a turn finds it once and changes it in place; only the loop's
/// own thread ever holds one.
final class Client {
    let socket: Socket
    /// Never looked at from inside its own methods, so the check against that, at each of some twenty looks a
    /// request, would only cost.
    @exclusivity(unchecked) var connection: Connection
    /// What the poller waits for.
    var interest: Poller.Interest = [.input, .once]
    /// Bytes or the end may wait in the socket: the poller has said so, and nobody has read to the last of them.
    var isReadable = false
    /// What the socket has after its bytes is the end, or an error.
    var hasEnded = false
    /// The socket is broken.
    var hasFailed = false
    /// The soonest moment at which the heap promises a look.
    var lookAt: TransportInstant?
    /// More of the output waits than a turn sends.
    var hasMoreToSend = false
    /// It stands among those who are read and answered again in the next turn.
    var waitsForTurn = false
    /// The socket is closed; whoever still holds this has to let go.
    var isGone = false

    init(socket: Socket, connection: consuming Connection) {
        self.socket = socket
        self.connection = connection
    }
}
