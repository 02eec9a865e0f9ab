-- The same offer sent twice at once is there once.
create unique index delegation_once on identity.delegation (giver_id, taker_id, from_on, until_on, items)
 where ended_at is null;
