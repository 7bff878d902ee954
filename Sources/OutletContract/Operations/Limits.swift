/// The numbers that the contract fixes. A scenario may change some of them.
package enum Limits {
    package static let gpuCounts = [1, 2, 4, 8]
    package static let pageSize = 1...200
    package static let defaultPageSize = 50
    package static let topUpCents = 100...500_000
    package static let autoTopupThresholdCents = 100...100_000
    package static let autoTopupAmountCents = 1000...500_000
    package static let nameCharacters = 1...64
    package static let cardBrandCharacters = 1...32
    package static let cardMonths = 1...12
    package static let cardYears = 2000...9999
    package static let autoStopMaximumHours = 720
    package static let requestsPerMinute = 100
    package static let requestsPerHour = 1000
    package static let checkoutsPerHour = 10
    package static let codeDigits = 6
    package static let codeLife = Span.minutes(10)
    package static let codeEvery = Span.seconds(30)
    package static let codeAttempts = 5
    package static let sessionLife = Span.days(30)
    package static let provisioning = Span.seconds(45)
    /// How long a pod runs before it crashes, if a scenario lets it crash and does not say when.
    package static let crashesAfter = Span.minutes(10)
    package static let stopping = Span.seconds(5)
    /// A pod that ran for less than this is refunded in full.
    package static let freeRun = Span.seconds(60)
    package static let autoTopupCooldown = Span.minutes(5)
    package static let invoiceDue = Span.days(7)
    package static let invoiceUncollectible = Span.days(30)
    package static let webhookTolerance = Span.seconds(300)
    package static let bodyBytes = 65_536
    /// Where a virtual clock starts unless a scenario says otherwise: 2026-06-07T08:00:00Z.
    package static let virtualStart = Instant(milliseconds: 1_780_819_200_000)
}
