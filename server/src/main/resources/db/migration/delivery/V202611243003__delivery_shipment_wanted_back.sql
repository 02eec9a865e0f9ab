-- 待撤回: why a parcel is to be called back that its courier could not be told of yet; told again until he answers.
alter table delivery.shipment
    add column wanted_back text;

create index shipment_wanted_back on delivery.shipment (region_code, ordered_at)
    where wanted_back is not null and state in ('ordered', 'booked');
