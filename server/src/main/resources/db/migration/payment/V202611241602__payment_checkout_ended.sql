-- A request whose order has ended is still asked for: its notice may have been lost, and then the money goes back.
alter table payment.checkout drop constraint checkout_state;
alter table payment.checkout add constraint checkout_state check (state in ('open', 'ended', 'paid', 'closed'));

drop index payment.checkout_unheard;
create index checkout_unheard on payment.checkout (region_code, asked_at) where state in ('open', 'ended');

-- One waits for a decision at a time; what was decided and is on its way does not hold back what is owed when the case ends.
drop index payment.refund_open_once;
create unique index refund_asked_once on payment.refund (region_code, order_id) where not automatic and state = 'asked';
