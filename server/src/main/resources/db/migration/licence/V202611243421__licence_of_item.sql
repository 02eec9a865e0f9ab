-- Where numbers are limited (行政许可法 art. 57): how many of an item are taken.
create index licence_of_item on licence.licence (region_code, item_code) where state = 'valid';
