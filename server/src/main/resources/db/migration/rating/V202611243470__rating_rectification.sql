-- Who was there: only one whom nobody knows is not called back. Who served: he keeps out of what becomes of a bad rating.
alter table rating.occasion
    add column person_id uuid,
    add column served_by uuid;

-- 差评整改: the order that a bad rating opened, and what has become of it. The rating itself is never changed.
create table rating.rectification (
    region_code       text    not null,
    occasion_id       uuid    not null,
    order_id          uuid    not null,
    named             boolean not null,
    contacted_in_time boolean,
    mended_in_time    boolean,
    visited_back      boolean not null default false,
    ended_on          date,
    struck            boolean not null default false,
    again_level       smallint,
    again_text_sealed bytea,
    again_at          timestamptz,
    constraint rectification_pk primary key (region_code, occasion_id),
    constraint rectification_order_uk unique (region_code, order_id),
    constraint rectification_rating_fk foreign key (region_code, occasion_id)
        references rating.rating (region_code, occasion_id),
    constraint rectification_again_ck check (again_level between 1 and 5 and (again_level is null) = (again_at is null)),
    -- 剔除的不再评: what was struck is not rated again, and what nobody gave a name to neither.
    constraint rectification_again_who check (again_level is null or (named and not struck))
);
