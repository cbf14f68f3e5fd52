-- For a monitor: how many cases persons decide in a time, without reading all that were ever decided.
create index manual_review_closed on casework.manual_review (closed_at) where closed_at is not null;
