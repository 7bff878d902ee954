import OutletWire

/// Where the last few heads led. Requests that begin with the same bytes want to go to the same place; a client that
/// goes through a short cycle of calls finds each of them here.
struct TargetCache: Sendable {
    private var known: [(request: Request, target: RequestTarget)] = []
    /// Which one gives way next.
    private var oldest = 0

    /// As many as the reader of heads remembers.
    private static let maximum = 4

    mutating func target(of request: Request) -> RequestTarget {
        for index in known.indices where known[index].request.sharesHead(with: request) { return known[index].target }
        let target = RequestTarget(request)
        let entry = (Request(sharingHeadWith: request), target)
        if known.count < TargetCache.maximum {
            known.append(entry)
        } else {
            known[oldest] = entry
            oldest = (oldest + 1) % TargetCache.maximum
        }
        return target
    }
}
