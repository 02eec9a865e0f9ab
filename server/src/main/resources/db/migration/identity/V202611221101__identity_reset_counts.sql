-- Requests are counted by what was typed as a whole, name and number, and by where: with a name of his own a stranger uses up
-- nothing of whom the number belongs to. The requests of the last minutes are asked for anew.
delete from identity.password_reset;

alter table identity.password_reset rename column number_index to asked_index;
alter index identity.password_reset_of_number rename to password_reset_of_asked;
alter table identity.password_reset add column place_index bytea not null;
