-- 没有收到: the paper that was served by post as the office says, and did not reach its reader as he says.
alter table notify.remark add column missed text;
