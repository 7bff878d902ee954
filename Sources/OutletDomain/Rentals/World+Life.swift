import OutletContract

/// A pod's life: provisioning, then running or failed, then failed, or stopping and stopped.
///
/// A pod is *live* while it holds a reserve, from launch until a stop or a failure; its GPUs come back only when it is
/// gone, a few seconds after a stop. `stoppedAt` is the moment at which stopping begins, whatever began it. Whatever will happen to it by itself stands in the schedule, and is taken back by
/// whoever ends it first.
extension World {
    /// Puts a pod into the world: its reserve is held, and what will happen to it is scheduled.
    mutating func add(_ rental: Rental) {
        let place = rentals.append(rental)
        self[rental.user].rentals.append(place)
        if rental.status.isLive { hold(place) }
        for due in scheduled(for: place) { schedule.insert(due) }
        if rental.status == .running { planDry(rental.user) }
    }

    /// The provider answers: the pod runs, or it has failed.
    mutating func podReady(_ place: Int) {
        if rentals[place].provisioning.then == .failed { fail(place) } else { run(place) }
    }

    /// Billing begins.
    mutating func run(_ place: Int) {
        rentals[place].status = .running
        rentals[place].runningSince = now
        rentals[place].address = nextAddress(at: rentals[place].provider)
        if rentals[place].provisioning.then == .crash {
            rentals[place].crashesAt = now + rentals[place].provisioning.crashesAfter
        }
        rentals[place].nextChargeAt = rentals[place].nextCharge(after: now)
        for due in scheduled(for: place) { schedule.insert(due) }
        planDry(rentals[place].user)
    }

    /// Settles a live pod and lets it go.
    mutating func stop(_ place: Int) {
        end(place, refunding: rentals[place].isFree(at: now))
        rentals[place].status = .stopping
        for due in scheduled(for: place) { schedule.insert(due) }
    }

    /// A pod has run for as long as its owner allowed.
    mutating func autoStop(_ place: Int) {
        stop(place)
        let span = rentals[place].autoStopAfter ?? .zero
        send(.autoStop(rental: rentals[place].id, after: span), to: rentals[place].user)
    }

    /// A stopping pod is gone.
    mutating func podGone(_ place: Int) {
        rentals[place].status = .stopped
        stock[rentals[place].family] += rentals[place].gpuCount
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
        guard let place = rentals.place(of: id) else { throw .unknown }
        switch (outcome, rentals[place].status) {
        case (.failed, .provisioning), (.failed, .running): fail(place, error)
        case (.stopped, .provisioning), (.stopped, .running):
            stop(place)
            leave(place)
        case (.stopped, .stopping): leave(place)
        case (_, .stopping), (_, .stopped), (_, .failed): throw .alreadyStopped
        }
    }

    /// A stopping pod is gone sooner than it would be by itself.
    private mutating func leave(_ place: Int) {
        for due in scheduled(for: place) { schedule.remove(due) }
        podGone(place)
    }

    /// A live pod fails, in words of its own where somebody gives them.
    mutating func fail(_ place: Int, _ error: String? = nil) {
        end(place, refunding: true)
        rentals[place].status = .failed
        rentals[place].error = error ?? rentals[place].failure
        stock[rentals[place].family] += rentals[place].gpuCount
    }

    /// Ends billing: takes back what was scheduled, posts what is owed, refunds it where it is free, and returns the
    /// reserve.
    private mutating func end(_ place: Int, refunding: Bool) {
        for due in scheduled(for: place) { schedule.remove(due) }
        rentals[place].nextChargeAt = nil
        rentals[place].crashesAt = nil
        rentals[place].stoppedAt = now
        settle(place, refunding: refunding)
        release(place)
        planDry(rentals[place].user)
    }

    /// Everything that will happen to a pod by itself, its wallet's end aside.
    func scheduled(for place: Int) -> [Due] {
        let rental = rentals[place]
        switch rental.status {
        case .provisioning: return rental.readyAt.map { [due(.podReady, place, at: $0)] } ?? []
        case .running:
            let crash = rental.crashesAt.map { due(.podCrash, place, at: $0) }
            return [crash, chargeDue(of: place), autoStopDue(of: place)].compactMap(\.self)
        case .stopping: return [due(.podGone, place, at: (rental.stoppedAt ?? now) + Limits.stopping)]
        case .stopped, .failed: return []
        }
    }

    func chargeDue(of place: Int) -> Due? {
        rentals[place].nextChargeAt.map { due(.charge, place, at: $0) }
    }

    private func autoStopDue(of place: Int) -> Due? {
        let rental = rentals[place]
        guard let since = rental.runningSince, let span = rental.autoStopAfter else { return nil }
        return due(.autoStop, place, at: since + span)
    }

    private func due(_ kind: Due.Kind, _ place: Int, at moment: Instant) -> Due {
        Due(moment: moment, kind: kind, id: rentals[place].id, place: place)
    }

    /// Where a pod can be reached: a name that no resolver knows (RFC 2606 §2) and a high port.
    mutating func nextAddress(at provider: Provider) -> Rental.Address {
        var draw = nextDraw("address")
        let name = draw.nextText(8, of: Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8))
        return Rental.Address(
            host: "\(name).\(provider.rawValue).example", port: 20_000 + draw.next(below: 20_000))
    }
}

/// The reserve follows the set of live pods.
extension World {
    /// Live rentals stay in the order of their ids, in which they are charged when a wallet runs dry.
    private mutating func hold(_ place: Int) {
        let user = rentals[place].user
        let before = self[user].liveRentals.lastIndex { rentals[$0].id < rentals[place].id }
        self[user].liveRentals.insert(place, at: before.map { $0 + 1 } ?? 0)
        self[user].wallet.hold(rentals[place].pricePerHour)
    }

    private mutating func release(_ place: Int) {
        let user = rentals[place].user
        guard let spot = self[user].liveRentals.firstIndex(of: place) else {
            return close(.reserveReturnedOnce)
        }
        self[user].liveRentals.remove(at: spot)
        if let broken = self[user].wallet.release(rentals[place].pricePerHour) { close(broken) }
    }
}
