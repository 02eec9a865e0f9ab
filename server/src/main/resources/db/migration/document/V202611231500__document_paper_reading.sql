-- 查阅本: what the paper says with names and numbers masked, for whoever sees the case and has no business with the paper
-- itself. Null for papers that are older than this column.
alter table document.paper
    add column reading_sealed bytea;
