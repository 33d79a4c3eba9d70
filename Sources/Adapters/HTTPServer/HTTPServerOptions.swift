/// How much one server takes on, and how long it waits.
package struct HTTPServerOptions: Sendable {
    /// Threads that serve connections; each runs handlers of its own.
    package var threads = 2
    /// Open connections at most, well below the usual limit of 1,024 open files.
    ///
    /// Once they are taken, each that comes ends the one that has kept us waiting longest, or else one that reads its answer
    /// slowly; when there is neither, it is closed itself. So silent clients, however many, take nobody's place.
    package var connections = 512
    /// Open connections of one address; loopback is exempt, where a proxy may stand for everybody.
    package var connectionsPerAddress = 100
    /// Bytes of a request's target; more is 414.
    package var targetBytes = 8 << 10
    /// Bytes of all header names and values; more is 431.
    package var headerBytes = 32 << 10
    /// Bytes of a body; more is 413.
    package var bodyBytes = 64 << 10
    /// Only targets that begin so may carry a body.
    package var bodyPrefix = "/-/"
    /// How long a connection may wait between requests.
    package var idle: Duration = .seconds(60)
    /// How long a head may take to come.
    package var head: Duration = .seconds(10)
    /// How long a body may take to come.
    package var body: Duration = .seconds(30)
    /// How long a client may take to read an answer.
    package var answer: Duration = .seconds(300)
    /// How long it may take where somebody else needs its place or its memory.
    package var lingering: Duration = .seconds(10)
    /// Bytes of answers that clients have not read yet, all together; a large one beyond them is 503.
    package var heldBytes = 512 << 20
    /// How long a stop waits for answers under way.
    package var drain: Duration = .seconds(3)

    package init() {}
}
