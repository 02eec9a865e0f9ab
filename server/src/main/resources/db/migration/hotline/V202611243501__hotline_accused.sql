-- 被投诉人回避: whoever opens a page of the desk is asked which open orders accuse him.
create index work_order_accused_person_ix on hotline.work_order (region_code, accused_person)
    where accused_person is not null;
create index work_order_accused_department_ix on hotline.work_order (region_code, accused_department)
    where accused_department is not null;
