"""What a visitor does, and how often each against the others."""

import soak_money as money
import soak_oauth as oauth
from soak_visitor import Visitor

_TABLE = [
    (Visitor.me, 6), (Visitor.sign_in, 3), (Visitor.log_out, 1), (Visitor.odd_calls, 2), (Visitor.browse, 5),
    (Visitor.look_at_facets, 4), (Visitor.preview, 4), (Visitor.launch, 8), (Visitor.list_rentals, 7),
    (Visitor.get_rental, 6), (Visitor.meter, 6), (Visitor.stop, 6), (Visitor.add_key, 4), (Visitor.list_keys, 4),
    (Visitor.delete_key, 2), (Visitor.advance, 14),
    (oauth.visit, 2), (oauth.stranger, 0.7),
    (money.balance, 8), (money.ledger, 6), (money.leaf_through_ledger, 3), (money.top_up, 5), (money.webhook, 4),
    (money.card, 2), (money.delete_card, 0.5), (money.auto_topup, 2), (money.invoices, 3),
    (money.failed_topup, 1),
    (money.clock, 1), (money.journal, 2), (money.state_there_and_back, 0.7), (money.post_fault, 1),
    (money.reports, 0.5), (money.reset, 0.15),
]
ACTIONS = [action for action, _ in _TABLE]
WEIGHTS = [weight for _, weight in _TABLE]
