-- 通报 of whatever topic lies here; what was written from the figures of ratings moves in and waits for somebody else's word first.
alter table improvement.bulletin rename column issued_by to written_by;
alter table improvement.bulletin rename column issued_post to written_post;
alter table improvement.bulletin rename column issued_at to written_at;
alter table improvement.bulletin
    alter column written_post drop not null,
    add column topic text not null default 'NOTICE',
    add column approved_by uuid,
    add column issued_at timestamptz,
    add column feed_number text;

update improvement.bulletin set issued_at = written_at;

insert into improvement.bulletin (region_code, id, topic, title, body, written_by, written_at, approved_by, issued_at, feed_number)
select region_code, id, 'RATINGS', title, body, drafted_by, drafted_at, approved_by, approved_at, feed_number
  from rating.bulletin;

-- It went to every department, those that have not read it among them.
insert into improvement.bulletin_receipt (region_code, bulletin_id, unit, read_at, read_by)
select b.region_code, b.id, u.code, e.read_at, e.read_by
  from rating.bulletin b
       join organisation.unit u on u.region_code = b.region_code and u.kind = 'DEPARTMENT'
       left join rating.bulletin_receipt e
            on e.region_code = b.region_code and e.bulletin_id = b.id and e.department = u.code
 where b.approved_at is not null;

alter table improvement.bulletin
    alter column topic drop default,
    add constraint bulletin_topic check (topic in ('NOTICE', 'RATINGS')),
    add constraint bulletin_post check (topic <> 'NOTICE' or written_post is not null),
    add constraint bulletin_two check (approved_by <> written_by),
    add constraint bulletin_issued check (
        case topic
            when 'NOTICE' then issued_at is not null and num_nonnulls(approved_by, feed_number) = 0
            else num_nulls(approved_by, issued_at, feed_number) in (0, 3)
        end);

drop index improvement.bulletin_recent_ix;
create index bulletin_recent_ix on improvement.bulletin (region_code, written_at desc, id desc);
