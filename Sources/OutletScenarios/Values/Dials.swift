package import OutletContract

/// The settings that can change while a world runs; those not given stay as they are.
package struct Dials: Hashable, Sendable {
    /// Stock, billing, maintenance, limits and provisioning.
    package var given: Given
    /// The new wallet balances.
    package var balances: [Balance]
    /// The price of one GPU for one hour.
    package var prices: [Family: Cents]

    package struct Balance: Hashable, Sendable {
        package var account: WorldChange.Account
        package var balance: Cents
    }
}
