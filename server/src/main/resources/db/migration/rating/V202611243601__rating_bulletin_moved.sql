-- They lie with all other bulletins (improvement.bulletin).
drop table rating.bulletin_receipt;
drop table rating.bulletin;
