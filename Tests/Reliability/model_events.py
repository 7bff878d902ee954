"""What happens by itself while a world's clock moves, in the contract's order: pod ready, charge, auto top-up, dry,
auto-stop, expiry; then by id."""

from model_rental import PROVISIONING, STOPPING
from model_time import HOUR

READY, CHARGE, AUTO_STOP, GONE, EXPIRY = 0, 1, 4, 5, 6


def advance(world, target):
    """Lets everything happen that is due by `target`, each at its own moment. What a call itself has brought about
    (a charge that leaves the wallet low) happens before the clock moves, if it moves at all."""
    look_after_wallets(world, world.now)
    while target > world.now:
        due = [event for event in upcoming(world) if event[0] <= target]
        moment = min((event[0] for event in due), default=target)
        dry = first_dry(world, moment)
        if dry is not None and dry[0] < moment:
            world.now = dry[0]
            dry[1].run_dry(world.now)
            dry[1].owes_look = False
            continue
        world.now = moment
        happen(world, sorted((e for e in due if e[0] == moment and e[1] < AUTO_STOP), key=lambda e: e[1:3]))
        look_after_wallets(world, moment)
        for wallet in world.wallets():
            if wallet.is_dry(moment):
                wallet.run_dry(moment)
                wallet.owes_look = False
        # A dry wallet may have stopped what was to stop now.
        late = [e for e in upcoming(world, at_least=moment) if e[0] == moment and e[1] >= AUTO_STOP]
        happen(world, sorted(late, key=lambda e: e[1:3]))
        look_after_wallets(world, moment)


def happen(world, events):
    for moment, kind, _, what in events:
        if kind == READY:
            what.run(moment)
        elif kind == CHARGE:
            what.owner.post_charge(what, moment)
        elif kind == AUTO_STOP:
            what.stop(moment)
        elif kind == GONE:
            what.gone()
        else:
            what.status = "uncollectible"


def look_after_wallets(world, moment):
    for wallet in world.wallets():
        if wallet.owes_look:
            wallet.owes_look = False
            if wallet.wants_topup(moment):
                wallet.top_up(moment)


def upcoming(world, at_least=None):
    """(moment, kind, id, what), in no order."""
    now = world.now if at_least is None else at_least - 1
    for wallet in world.wallets():
        for rental in wallet.rentals:
            if rental.status == "provisioning":
                yield rental.started + PROVISIONING, READY, rental.id or "", rental
            elif rental.status == "running":
                if at_least is None:
                    yield rental.next_minute(now), CHARGE, rental.id or "", rental
                if rental.auto_stop:
                    yield rental.since + rental.auto_stop * HOUR, AUTO_STOP, rental.id or "", rental
            elif rental.status == "stopping":
                yield rental.stopped + STOPPING, GONE, rental.id or "", rental
        for invoice in wallet.invoices:
            if invoice.status == "open":
                yield invoice.expires, EXPIRY, invoice.id or "", invoice


def first_dry(world, until):
    """The first second after now, up to `until`, at which a wallet's unposted charges reach its total."""
    found = None
    for wallet in world.wallets():
        if not wallet.is_dry(until):
            continue
        low, high = world.now, until
        while low < high:
            middle = (low + high) // 2
            if wallet.is_dry(middle):
                high = middle
            else:
                low = middle + 1
        if found is None or low < found[0]:
            found = (low, wallet)
    return found
