-- What is decided and not closed, by where it stands: the job that lists what is stuck walks along it.
create index case_file_resting_ix on casework.case_file (region_code, status, opened_at, id)
    where status in ('Granted', 'Issued', 'Refused', 'Delivered', 'RefusalServed');
