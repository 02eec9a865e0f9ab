-- What came in before the two were told apart is neither; it had been called unsigned.
alter table survey.response
    alter column signed drop default,
    alter column signed drop not null;

update survey.response set signed = null where not signed;
