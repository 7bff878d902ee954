import Testing

@testable import OutletScenarios

@Suite("A shadowed fault")
struct ShadowTests {
    private func kinds(_ faults: String...) -> [ProblemKind] {
        problems("{ faults: [\(faults.joined(separator: ",\n"))] }")?.problems.map(\.kind) ?? []
    }

    @Test(
        "is refused where an earlier answer covers all of its operations",
        arguments: [
            "on: 'me', error: 'internal_error'", "on: '*', respond: { status: 502 }", "on: 'auth', connection: 'close'",
            "on: ['facets', 'GET /v1/auth/me'], error: 'rate_limited', delay: '1s', goto: 'start'",
        ])
    func shadowed(first: String) {
        #expect(kinds("{ \(first) }", "{ on: 'me', error: 'maintenance', times: 1 }") == [.shadowed])
        #expect(kinds("{ \(first) }", "{ on: 'me', delay: '1s', when: { user: '*' } }") == [.shadowed])
    }

    @Test(
        "is not one where the earlier fault leaves some call to it",
        arguments: [
            "on: 'me', error: 'internal_error', times: 1000", "on: 'me', error: 'internal_error', nth: 1",
            "on: 'me', error: 'internal_error', every: 2", "on: 'me', error: 'internal_error', after: 1",
            "id: 'c', on: 'me', error: 'internal_error', chance: 0.99",
            "on: 'me', error: 'internal_error', until: '9d'",
            "on: 'me', error: 'internal_error', phase: 'start'", "on: 'me', delay: '1s'", "on: 'me', goto: 'start'",
            "on: 'me', error: 'internal_error', when: { user: '*' }", "on: 'facets', error: 'internal_error'",
            "on: '*', error: 'provider_pool_empty'",
        ])
    func reached(first: String) {
        #expect(kinds("{ \(first) }", "{ on: 'me', error: 'maintenance' }") == [])
    }

    @Test("is refused where several earlier faults cover it together")
    func together() {
        let both = ["{ on: 'me', error: 'internal_error' }", "{ on: 'facets', connection: 'hang' }"]
        #expect(kinds(both[0], both[1], "{ on: ['me', 'facets'], error: 'rate_limited' }") == [.shadowed])
        #expect(kinds(both[0], both[1], "{ on: ['me', 'balance'], error: 'rate_limited' }") == [])
    }
}
