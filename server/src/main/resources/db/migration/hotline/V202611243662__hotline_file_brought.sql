-- A letter that an officer scanned is the reporter's own: his hand says who he is, whoever put it on the glass.
alter table hotline.order_file add column from_reporter boolean;
update hotline.order_file set from_reporter = added_by is null;
alter table hotline.order_file alter column from_reporter set not null;
