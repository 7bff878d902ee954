package import OutletContract

/// What can be turned while a world runs; what is not said stays as it is.
package struct Dials: Hashable, Sendable {
    /// Stock, billing, maintenance, limits and provisioning.
    package var given: Given
    /// What wallets hold from now on.
    package var balances: [Balance]
    /// What one GPU costs for an hour.
    package var prices: [Family: Cents]

    package struct Balance: Hashable, Sendable {
        package var account: WorldChange.Account
        package var balance: Cents
    }
}
