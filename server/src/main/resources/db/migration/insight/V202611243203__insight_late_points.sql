-- 一次性告知之外: points that a later notice named although the first had not; each with a recorded reason.
alter table insight.case_fact add column late_points integer not null default 0;
