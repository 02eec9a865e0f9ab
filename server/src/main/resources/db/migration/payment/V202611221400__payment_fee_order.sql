create schema if not exists payment;

-- 缴费单: what one case owes by one line of its item's fee list. The amount was computed; nobody can type one.
create table payment.fee_order (
    region_code     text          not null,
    id              uuid          not null,
    number          text          not null,
    case_id         uuid          not null,
    case_number     text          not null,
    holder_id       uuid          not null,
    department_code text          not null,
    item_code       text          not null,
    item_version    integer       not null,
    fee_code        text          not null,
    quantity        numeric(18,4) not null,
    amount_fen      bigint        not null,
    state           text          not null,
    refunded_fen    bigint        not null default 0,
    receipt_id      uuid          not null,
    receipt_made_at timestamptz,
    opened_at       timestamptz   not null,
    expires_at      timestamptz   not null,
    paid_at         timestamptz,
    version         bigint        not null,
    constraint fee_order_pk primary key (region_code, id),
    constraint fee_order_number_uk unique (region_code, number),
    constraint fee_order_amount check (amount_fen > 0 and quantity > 0),
    constraint fee_order_state check (
        state in ('open', 'paid', 'part_refunded', 'refunded', 'cancelled', 'expired')),
    constraint fee_order_paid check (
        (paid_at is not null) = (state in ('paid', 'part_refunded', 'refunded'))),
    constraint fee_order_refunded check (
        case state
            when 'part_refunded' then refunded_fen > 0 and refunded_fen < amount_fen
            when 'refunded' then refunded_fen = amount_fen
            else refunded_fen = 0
        end)
);

-- One line of the list is owed once.
create unique index fee_order_owed_once on payment.fee_order (region_code, case_id, fee_code)
    where state in ('open', 'paid', 'part_refunded');
create index fee_order_of_case on payment.fee_order (region_code, case_id, opened_at);
create index fee_order_of_holder on payment.fee_order (region_code, holder_id, opened_at desc);
create index fee_order_listed on payment.fee_order (region_code, opened_at desc, id);
create index fee_order_ending on payment.fee_order (region_code, expires_at) where state = 'open';
create index fee_order_unreceipted on payment.fee_order (region_code, paid_at)
    where paid_at is not null and receipt_made_at is null;

-- 台账: what happened to an order, never changed.
create table payment.entry (
    region_code text        not null,
    order_id    uuid        not null,
    seq         bigint      not null,
    at          timestamptz not null,
    kind        text        not null,
    fen         bigint      not null,
    way         text,
    reference   text,
    actor_kind  text        not null,
    actor_id    uuid        not null,
    actor_post  text        not null,
    note        text        not null,
    constraint entry_pk primary key (region_code, order_id, seq),
    constraint entry_order_fk foreign key (region_code, order_id) references payment.fee_order (region_code, id),
    constraint entry_kind check (kind in (
        'opened', 'paid', 'refund_asked', 'refund_approved', 'refund_declined', 'refunded', 'cancelled', 'expired',
        'stray', 'amount_differs'))
);

create function payment.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The ledger is append-only';
end
$$;

create trigger entry_append_only
    before update or delete or truncate on payment.entry
    for each statement execute function payment.refuse_change();

-- 支付请求: one address at the provider where an order can be paid.
create table payment.checkout (
    region_code text        not null,
    id          uuid        not null,
    order_id    uuid        not null,
    provider    text        not null,
    fen         bigint      not null,
    address     text,
    state       text        not null,
    opened_at   timestamptz not null,
    expires_at  timestamptz not null,
    asked_at    timestamptz not null,
    constraint checkout_pk primary key (region_code, id),
    constraint checkout_order_fk foreign key (region_code, order_id) references payment.fee_order (region_code, id),
    constraint checkout_state check (state in ('open', 'paid', 'closed'))
);

create unique index checkout_open_once on payment.checkout (region_code, order_id) where state = 'open';
create index checkout_unheard on payment.checkout (region_code, asked_at) where state = 'open';

-- 收款: money that came in, for an order or after it.
create table payment.payment (
    region_code text        not null,
    id          uuid        not null,
    order_id    uuid        not null,
    way         text        not null,
    provider    text        not null,
    reference   text        not null,
    fen         bigint      not null,
    settles     boolean     not null,
    paid_at     timestamptz not null,
    heard_at    timestamptz not null,
    constraint payment_pk primary key (region_code, id),
    constraint payment_once unique (region_code, provider, reference),
    constraint payment_order_fk foreign key (region_code, order_id) references payment.fee_order (region_code, id),
    constraint payment_way check (way in ('cash', 'card', 'qr')),
    constraint payment_amount check (fen > 0)
);

create unique index payment_settles_once on payment.payment (region_code, order_id) where settles;
create index payment_by_day on payment.payment (region_code, provider, paid_at);

-- 退款: asked by one person, decided by another; what came after the end of an order goes back by itself.
create table payment.refund (
    region_code  text        not null,
    id           uuid        not null,
    order_id     uuid        not null,
    payment_id   uuid        not null,
    fen          bigint      not null,
    reason       text        not null,
    automatic    boolean     not null,
    state        text        not null,
    key          text        not null,
    asked_by     uuid        not null,
    asked_post   text        not null,
    asked_at     timestamptz not null,
    decided_by   uuid,
    decided_post text,
    decided_at   timestamptz,
    done_at      timestamptz,
    reference    text,
    next_at      timestamptz,
    constraint refund_pk primary key (region_code, id),
    constraint refund_key_uk unique (region_code, asked_by, key),
    constraint refund_order_fk foreign key (region_code, order_id) references payment.fee_order (region_code, id),
    constraint refund_payment_fk foreign key (region_code, payment_id) references payment.payment (region_code, id),
    constraint refund_amount check (fen > 0),
    constraint refund_state check (state in ('asked', 'approved', 'declined', 'done')),
    constraint refund_two_people check (automatic or decided_by is null or decided_by <> asked_by),
    constraint refund_decided check (automatic or (state = 'asked') = (decided_by is null)),
    constraint refund_done check ((state = 'done') = (done_at is not null))
);

create unique index refund_open_once on payment.refund (region_code, order_id)
    where state in ('asked', 'approved') and not automatic;
create unique index refund_of_stray_once on payment.refund (region_code, payment_id) where automatic;
create index refund_waiting on payment.refund (region_code, asked_at) where state = 'asked';
create index refund_sending on payment.refund (region_code, next_at) where state = 'approved';
create index refund_by_day on payment.refund (region_code, done_at) where state = 'done';

-- 对账: one day of a provider's statement against what was heard here.
create table payment.statement (
    region_code text        not null,
    provider    text        not null,
    day         date        not null,
    compared_at timestamptz not null,
    our_count   integer     not null,
    our_fen     bigint      not null,
    their_count integer     not null,
    their_fen   bigint      not null,
    constraint statement_pk primary key (region_code, provider, day)
);

create table payment.difference (
    region_code   text        not null,
    id            uuid        not null,
    provider      text        not null,
    day           date        not null,
    kind          text        not null,
    reference     text        not null,
    order_id      uuid,
    our_fen       bigint      not null,
    their_fen     bigint      not null,
    found_at      timestamptz not null,
    resolved_at   timestamptz,
    resolved_by   uuid,
    resolved_post text,
    note          text,
    constraint difference_pk primary key (region_code, id),
    constraint difference_once unique (region_code, provider, day, reference),
    constraint difference_kind check (kind in ('missing_here', 'missing_there', 'amount')),
    constraint difference_resolved check (
        (resolved_at is null) = (note is null) and (resolved_at is null) = (resolved_by is null))
);

create index difference_open on payment.difference (region_code, day) where resolved_at is null;

-- 演示收款方: the books of the simulated provider. Empty wherever a real one is configured.
create table payment.simulated_payment (
    region_code text        not null,
    checkout_id uuid        not null,
    fen         bigint      not null,
    what        text        not null,
    return_to   text        not null,
    expires_at  timestamptz not null,
    paid_fen    bigint,
    paid_at     timestamptz,
    reference   text,
    constraint simulated_payment_pk primary key (region_code, checkout_id),
    constraint simulated_payment_reference_uk unique (region_code, reference),
    constraint simulated_payment_paid check (
        (paid_at is null) = (reference is null) and (paid_at is null) = (paid_fen is null))
);

create table payment.simulated_refund (
    region_code text        not null,
    refund_id   uuid        not null,
    reference   text        not null,
    fen         bigint      not null,
    made_at     timestamptz not null,
    constraint simulated_refund_pk primary key (region_code, refund_id)
);

create index simulated_payment_day on payment.simulated_payment (region_code, paid_at);
create index simulated_refund_day on payment.simulated_refund (region_code, made_at);
