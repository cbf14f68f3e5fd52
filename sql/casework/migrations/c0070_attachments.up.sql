-- Files that customers send in. The bytes are in a store outside, under the case and the digest.

create table casework.attachment (
  case_id    bigint      not null references casework.case_record,
  number     smallint    not null,
  name       text,                  -- as its sender calls it; null: erased
  type       text        not null,  -- found in the content
  size_bytes bigint      not null check (size_bytes > 0),
  digest     bytea       check (length(digest) = 32), -- sha256; null: erased
  evidence   text[]      not null default '{}', -- what it shows (S19)
  added_by   text        not null,
  added_at   timestamptz not null,  -- business time
  erased_at  timestamptz,
  primary key (case_id, number),
  -- The same bytes once more are the same attachment.
  unique (case_id, digest),
  check ((erased_at is null) = (name is not null) and (erased_at is null) = (digest is not null))
);
comment on table casework.attachment is 'personal data: name; digest, by which the store has the bytes';
