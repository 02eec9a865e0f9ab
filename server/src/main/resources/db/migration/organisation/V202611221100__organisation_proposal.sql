-- 双人复核: what one officer proposes takes effect with the consent of a second. Nominations of administrators were the
-- first kind of it and move in.
create table organisation.proposal (
    region_code text not null,
    id uuid not null,
    kind text not null,
    subject text not null,
    concerns uuid,
    details jsonb not null,
    withheld text not null,
    reason text not null,
    proposed_at timestamptz not null,
    proposed_by uuid not null,
    expires_at timestamptz not null,
    settled_at timestamptz,
    settled_by uuid,
    word text,
    constraint proposal_pk primary key (region_code, id),
    constraint proposal_word_known check (word in ('CONSENTED', 'DECLINED', 'TAKEN_BACK')),
    constraint proposal_settled_as_a_whole check (num_nonnulls(settled_at, settled_by, word) in (0, 3)),
    constraint proposal_not_himself check (concerns <> proposed_by and concerns <> settled_by),
    constraint proposal_four_eyes check ((settled_by = proposed_by) = (word = 'TAKEN_BACK'))
);

create index proposal_open on organisation.proposal (region_code, subject) where word is null;

insert into organisation.proposal (region_code, id, kind, subject, concerns, details, withheld, reason, proposed_at,
                                   proposed_by, expires_at, settled_at, settled_by, word)
select region_code, id, 'administrator', department_code || '/' || role, staff_id,
       jsonb_strip_nulls(jsonb_build_object('post', department_code || '/' || role, 'from', from_on::text,
                                            'until', until_on::text)),
       '', reason, proposed_at, proposed_by, proposed_at + interval '7 days', settled_at, settled_by,
       case when confirmed then 'CONSENTED' when not confirmed then 'DECLINED' end
  from organisation.nomination;

drop table organisation.nomination;

-- What was consented to is what was proposed: nothing of it changes afterwards, and a word is given once.
create function organisation.proposal_stays_as_it_is() returns trigger language plpgsql as $$
begin
    if old.word is not null
       or (to_jsonb(old) - 'settled_at' - 'settled_by' - 'word')
          <> (to_jsonb(new) - 'settled_at' - 'settled_by' - 'word') then
        raise exception 'A proposal stays as it is';
    end if;
    return new;
end;
$$;

create trigger proposal_unchanged before update on organisation.proposal
    for each row execute function organisation.proposal_stays_as_it_is();
create trigger proposal_stays before delete or truncate on organisation.proposal
    for each statement execute function organisation.refuse_removal();
