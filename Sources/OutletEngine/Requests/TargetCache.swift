import OutletWire

/// The targets of the last few request heads. Requests that begin with the same bytes have the same target, so a client
/// that repeats a short cycle of calls always hits the cache.
struct TargetCache: Sendable {
    private var known: [(request: Request, target: RequestTarget)] = []
    /// The index of the entry to replace next.
    private var oldest = 0

    /// The number of heads that the head parser also caches.
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
