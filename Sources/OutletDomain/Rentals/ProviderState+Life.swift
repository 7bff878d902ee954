import OutletContract

/// A pod's life: provisioning, then running or failed, then failed, or stopping and stopped.
///
/// A pod is *live* while it holds a reserve, from launch until a stop or a failure; its GPUs come back only when it is
/// gone, a few seconds after a stop. `stoppedAt` is the moment at which stopping begins, whatever began it. Whatever will happen to it by itself stands in the schedule, and is taken back by
/// whoever ends it first.
extension ProviderState {
    /// Puts a pod into the world: its reserve is held, and what will happen to it is scheduled.
    mutating func add(_ rental: Rental) {
        let index = rentals.append(rental)
        self[rental.user].rentals.append(index)
        if rental.status.isLive { hold(index) }
        schedule.insertDues(of: rentals[index], at: index)
        if rental.status == .running { planDry(rental.user) }
    }

    /// The provider answers: the pod runs, or it has failed.
    mutating func podReady(_ index: Int) {
        if rentals[index].provisioning.then == .failed { fail(index) } else { run(index) }
    }

    /// Billing begins.
    mutating func run(_ index: Int) {
        rentals[index].status = .running
        rentals[index].runningSince = now
        rentals[index].address = nextAddress(at: rentals[index].provider)
        if rentals[index].provisioning.then == .crash {
            rentals[index].crashesAt = now + rentals[index].provisioning.crashesAfter
        }
        rentals[index].nextChargeAt = rentals[index].nextCharge(after: now)
        schedule.insertDues(of: rentals[index], at: index)
        planDry(rentals[index].user)
    }

    /// Settles a live pod and lets it go.
    mutating func stop(_ index: Int) {
        end(index, refunding: rentals[index].isFree(at: now))
        rentals[index].status = .stopping
        schedule.insertDues(of: rentals[index], at: index)
    }

    /// A pod has run for as long as its owner allowed.
    mutating func autoStop(_ index: Int) {
        stop(index)
        let span = rentals[index].autoStopAfter ?? .zero
        send(.autoStop(rental: rentals[index].id, after: span), to: rentals[index].user)
    }

    /// A stopping pod is gone.
    mutating func podGone(_ index: Int) {
        rentals[index].status = .stopped
        stock[rentals[index].family] += rentals[index].gpuCount
    }

    /// Plays the provider: ends a pod now, whichever way its life was to go on.
    ///
    /// One that fails costs nothing, whatever it has been charged. One that is stopped is settled as after
    /// `stopRental`, and gone at once; one that is stopping already is gone.
    ///
    /// - Parameters:
    ///   - error: what a failed pod says; nil keeps what it was created with.
    package mutating func settleRental(
        _ id: String, _ outcome: RentalOutcome, error: String? = nil
    ) throws(SettleProblem) {
        guard let index = rentals.index(of: id) else { throw .unknown }
        switch (outcome, rentals[index].status) {
        case (.failed, .provisioning), (.failed, .running): fail(index, error)
        case (.stopped, .provisioning), (.stopped, .running):
            stop(index)
            leave(index)
        case (.stopped, .stopping): leave(index)
        case (_, .stopping), (_, .stopped), (_, .failed): throw .alreadyStopped
        }
    }

    /// A stopping pod is gone sooner than it would be by itself.
    private mutating func leave(_ index: Int) {
        schedule.removeDues(of: rentals[index], at: index)
        podGone(index)
    }

    /// A live pod fails, in words of its own where somebody gives them.
    mutating func fail(_ index: Int, _ error: String? = nil) {
        end(index, refunding: true)
        rentals[index].status = .failed
        rentals[index].error = error ?? rentals[index].failure
        stock[rentals[index].family] += rentals[index].gpuCount
    }

    /// Ends billing: takes back what was scheduled, posts what is owed, refunds it where it is free, and returns the
    /// reserve.
    private mutating func end(_ index: Int, refunding: Bool) {
        schedule.removeDues(of: rentals[index], at: index)
        rentals[index].nextChargeAt = nil
        rentals[index].crashesAt = nil
        rentals[index].stoppedAt = now
        settle(index, refunding: refunding)
        release(index)
        planDry(rentals[index].user)
    }

    func chargeDue(of index: Int) -> Due? { rentals[index].chargeDue(at: index) }

    /// Where a pod can be reached: a name that no resolver knows (RFC 2606 §2) and a high port.
    mutating func nextAddress(at provider: Provider) -> Rental.Address {
        var draw = nextDraw("address")
        let name = draw.nextText(8, of: Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8))
        return Rental.Address(
            host: "\(name).\(provider.rawValue).example", port: 20_000 + draw.next(below: 20_000))
    }
}

/// The reserve follows the set of live pods.
extension ProviderState {
    /// Live rentals stay in the order of their ids, in which they are charged when a wallet runs dry.
    private mutating func hold(_ index: Int) {
        let user = rentals[index].user
        let before = self[user].liveRentals.lastIndex { rentals[$0].id < rentals[index].id }
        self[user].liveRentals.insert(index, at: before.map { $0 + 1 } ?? 0)
        self[user].wallet.hold(rentals[index].pricePerHour)
    }

    private mutating func release(_ index: Int) {
        let user = rentals[index].user
        guard let spot = self[user].liveRentals.firstIndex(of: index) else {
            return close(.reserveReturnedOnce)
        }
        self[user].liveRentals.remove(at: spot)
        if let broken = self[user].wallet.release(rentals[index].pricePerHour) { close(broken) }
    }
}
