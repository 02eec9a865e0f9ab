-- What whoever took an order down put to it before anybody was asked whose it is: the letter that lay before him.
update hotline.order_file f
   set from_reporter = true
  from hotline.work_order o
 where o.region_code = f.region_code and o.id = f.order_id and o.raised_post is null
   and f.added_by = o.registered_by and not f.from_reporter;
