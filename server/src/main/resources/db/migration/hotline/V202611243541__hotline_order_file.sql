-- 附件 of an order. The file's own name is not kept, because people write names into it.
create table hotline.order_file (
    region_code text        not null,
    order_id    uuid        not null,
    number      integer     not null,
    media_type  text        not null,
    sm3         text        not null,
    blob_id     text        not null,
    added_at    timestamptz not null,
    added_by    uuid,
    constraint order_file_pk primary key (region_code, order_id, number),
    constraint order_file_once unique (region_code, order_id, sm3),
    constraint order_file_order_fk foreign key (region_code, order_id)
        references hotline.work_order (region_code, id)
);

create index order_file_blob_ix on hotline.order_file (blob_id);
