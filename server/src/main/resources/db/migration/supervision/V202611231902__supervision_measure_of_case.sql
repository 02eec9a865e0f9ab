-- What has been taken against the licences of one case, on the page of its check.
create index measure_of_case on supervision.measure (region_code, case_id, noticed_on desc, id);
