import OutletContract
import Testing

@testable import OutletEngine

@Suite("The chains of repeats")
struct RetryChainsTests {
    private func take(_ exchange: Exchange, into chains: inout RetryChains) {
        let mark = Mark(exchange)
        let index = chains.index(of: exchange)
        chains.take(exchange, mark, at: index, gap: index.flatMap { chains[$0].last.gap(to: exchange) })
    }

    /// As a dictionary would have it.
    @Test("find each open request among few and among many, whatever ended before", arguments: [1, 3, 5, 60])
    func lookup(paths: Int) {
        var chains = RetryChains()
        var model: [String: (first: Int, repeats: Int)] = [:]
        var draw = SeededDraw(seed: paths, purpose: "chains", ordinal: 1)
        for number in 1...600 {
            let path = "/v1/x\(draw.next(below: paths))"
            let error: ErrorCode? = draw.next(below: 3) == 0 ? nil : .internalError
            let exchange = Exchange.make(number, seconds: Double(number), operation: .me, path: path, error: error)
            take(exchange, into: &chains)
            if error == nil {
                model[path] = nil
            } else if let known = model[path] {
                model[path] = (known.first, known.repeats + 1)
            } else {
                model[path] = (number, 0)
            }
            let open = model.values.sorted { $0.first < $1.first }
            #expect(chains.all.map(\.first.number) == open.map(\.first))
            #expect(chains.all.map(\.repeats) == open.map(\.repeats))
        }
    }

    @Test("forget the longest untouched quarter where there would be too many")
    func forgetting() {
        var chains = RetryChains()
        let most = RetryChains.maximum
        for number in 1...most {
            take(.make(number, seconds: Double(number), path: "/v1/x\(number)", error: .internalError), into: &chains)
        }
        take(.make(most + 1, seconds: 5000, path: "/v1/x1", error: .internalError), into: &chains)  // touched again
        take(.make(most + 2, seconds: 5001, path: "/v1/new", error: .internalError), into: &chains)
        let left = chains.all.map(\.first.number)
        #expect(left == [1] + Array((most / 4 + 2)...most) + [most + 2])
        for number in [2, most / 4 + 1] {
            #expect(chains.index(of: .make(9000, path: "/v1/x\(number)", error: .internalError)) == nil)
        }
        for number in [1, most / 4 + 2, most] {
            let index = chains.index(of: .make(9000, path: "/v1/x\(number)", error: .internalError))
            #expect(index.map { chains[$0].first.number } == number)
        }
    }
}
