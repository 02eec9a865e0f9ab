-- Where no office system is connected a bulletin has no number of one: nobody invents it.
alter table improvement.bulletin
    drop constraint bulletin_issued,
    add constraint bulletin_issued check (
        case topic
            when 'NOTICE' then issued_at is not null and num_nonnulls(approved_by, feed_number) = 0
            else num_nulls(approved_by, issued_at) in (0, 2) and (feed_number is null or issued_at is not null)
        end);
