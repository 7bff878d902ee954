import OutletContract
import Testing

@testable import OutletDomain

@Suite("The invoices of a provider")
struct InvoicesTests {
    private static let start = Limits.virtualStart

    private static func invoice(_ id: String, user: Int = 0) -> Invoice {
        Invoice(
            id: id, user: UserID(index: user), reason: .manual, amount: Cents(500), rentalId: nil,
            stripeInvoiceId: "in_\(id)", lineItems: [], createdAt: start)
    }

    @Test("are found by their own id and by Stripe's; another user's is forbidden")
    func finds() throws {
        var invoices = Invoices()
        #expect(invoices.open(Self.invoice("inv_1")) == 0)
        #expect(invoices.open(Self.invoice("inv_2", user: 1)) == 1)
        #expect(invoices.find("inv_2") == 1 && invoices.find("in_inv_2") == 1 && invoices.find("inv_3") == nil)
        #expect(try invoices.index(of: "inv_1", for: UserID(index: 0)) == 0)
        for (id, code) in [("inv_2", ErrorCode.forbidden), ("inv_3", .notFound)] {
            do throws(APIError) {
                _ = try invoices.index(of: id, for: UserID(index: 0))
                Issue.record("\(id) was found")
            } catch {
                #expect(error.code == code)
            }
        }
    }

    @Test("end once, and what was given up can still be paid or voided", arguments: [InvoiceStatus.paid, .void])
    func ends(status: InvoiceStatus) {
        var invoices = Invoices()
        let index = invoices.open(Self.invoice("inv_1"))
        #expect(invoices.close(index, as: .open, at: Self.start) == nil)
        #expect(invoices.close(index, as: .uncollectible, at: Self.start) == .open)
        #expect(invoices.close(index, as: status, at: Self.start + .days(1)) == .uncollectible)
        #expect(invoices.close(index, as: status, at: Self.start + .days(2)) == nil)
        let ended = invoices[index]
        #expect(ended.status == status && (ended.paidAt ?? ended.voidedAt) == Self.start + .days(1))
    }

    @Test("wait for the day on which they are given up")
    func waits() {
        var invoices = Invoices()
        let index = invoices.open(Self.invoice("inv_1"))
        let due = invoices.uncollectible(index)
        #expect(due.moment == Self.start + Limits.invoiceUncollectible && due.id == "inv_1" && due.index == 0)
    }

    @Test("are owed while they are open")
    func owed() {
        var invoices = Invoices()
        let indices = (1...3).map { invoices.open(Self.invoice("inv_\($0)")) }
        _ = invoices.close(1, as: .paid, at: Self.start)
        #expect(invoices.owed(indices) == (2, Cents(1000)))
        #expect(invoices.owed([1]) == (0, .zero))
    }
}
