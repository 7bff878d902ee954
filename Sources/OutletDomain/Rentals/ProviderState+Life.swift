import OutletContract

/// A pod's life: provisioning, then running or failed, then failed, or stopping and stopped.
///
/// A pod is *live* while it holds a reserve, from launch until a stop or a failure. Its GPUs are freed at a failure, or
/// a few seconds after a stop, once it is gone. `stoppedAt` is the moment at which stopping begins, whatever began it.
/// Whatever will happen to the pod by itself is in the schedule; ending the pod early removes it from there.
extension ProviderState {
    /// Adds a pod to the world, holds its reserve and schedules what will happen to it.
    mutating func add(_ rental: Rental) {
        let index = rentals.append(rental)
        self[rental.user].rentals.append(index)
        if rental.status.isLive { hold(index) }
        schedule.insertDues(of: rentals[index], at: index)
        if rental.status == .running { planDry(rental.user) }
    }

    /// The provider has answered: the pod runs, or it has failed.
    mutating func podReady(_ index: Int) {
        if rentals[index].provisioning.then == .failed { fail(index) } else { run(index) }
    }

    /// Starts the pod and its billing.
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

    /// Stops and settles a live pod.
    mutating func stop(_ index: Int) {
        end(index, refunding: rentals[index].isFree(at: now))
        rentals[index].status = .stopping
        schedule.insertDues(of: rentals[index], at: index)
    }

    /// Stops a pod that has run for as long as its owner allowed.
    mutating func autoStop(_ index: Int) {
        stop(index)
        let span = rentals[index].autoStopAfter ?? .zero
        send(.autoStop(rental: rentals[index].id, after: span), to: rentals[index].user)
    }

    /// Marks a stopping pod as gone and frees its GPUs.
    mutating func podGone(_ index: Int) {
        rentals[index].status = .stopped
        stock[rentals[index].family] += rentals[index].gpuCount
    }

    /// Plays the provider: ends a pod now, whatever would have happened to it next.
    ///
    /// A pod that fails is refunded in full. A pod that is stopped is settled as by `stopRental`, but gone at once; one
    /// that is already stopping is gone at once.
    ///
    /// - Parameters:
    ///   - error: the error of a failed pod; nil keeps the one set at its creation.
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

    /// Marks a stopping pod as gone before its scheduled time.
    private mutating func leave(_ index: Int) {
        schedule.removeDues(of: rentals[index], at: index)
        podGone(index)
    }

    /// Fails a live pod, with the given error or else its default.
    mutating func fail(_ index: Int, _ error: String? = nil) {
        end(index, refunding: true)
        rentals[index].status = .failed
        rentals[index].error = error ?? rentals[index].failure
        stock[rentals[index].family] += rentals[index].gpuCount
    }

    /// Ends billing: removes what was scheduled, posts what is owed, refunds it if asked to, and returns the reserve.
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

    /// Draws the address of a pod: a host name that no resolver knows (RFC 2606 §2) and a high port.
    mutating func nextAddress(at provider: Provider) -> Rental.Address {
        var draw = nextDraw("address")
        let name = draw.nextText(8, of: Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8))
        return Rental.Address(
            host: "\(name).\(provider.rawValue).example", port: 20_000 + draw.next(below: 20_000))
    }
}

/// Keeps the reserve in step with the set of live pods.
extension ProviderState {
    /// Holds a live pod's reserve. Live pods stay sorted by id, the order in which a dry wallet is charged.
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
