-- What the shop told us: policies, customers, orders.

-- A policy as it was when a case was received under it. A case keeps its version; a version never changes.
create table casework.policy (
  policy_id text        not null,
  version   text        not null,
  document  text        not null, -- the YAML source: workers on other machines have no file
  stored_at timestamptz not null default now(),
  primary key (policy_id, version)
);

-- Personal data. Erasing empties name and email, and sets erased_at.
create table casework.customer (
  customer_id bigint generated always as identity primary key,
  merchant    text not null,
  reference   text,              -- the shop's own number; null for a claimant whom the shop does not know
  name        text,
  email       text,
  locale      text,
  erased_at   timestamptz,
  unique (merchant, reference)
);

create table casework.order_record (
  order_id     bigint generated always as identity primary key,
  merchant     text        not null,
  reference    text        not null,
  customer_id  bigint      not null references casework.customer,
  currency     char(3)     not null,
  ordered_at   timestamptz not null,
  promised_on  date,                 -- a civil date: means something in the policy's zone
  delivered_at timestamptz,
  status       text        not null,
  recorded_at  timestamptz not null default now(),
  unique (merchant, reference)
);
create index order_record_customer on casework.order_record (customer_id);

create table casework.order_item (
  order_id         bigint   not null references casework.order_record on delete cascade,
  line             smallint not null,
  sku              text     not null,
  quantity         integer  not null check (quantity > 0),
  unit_price_minor bigint   not null check (unit_price_minor >= 0),
  primary key (order_id, line)
);

create table casework.order_payment (
  order_id     bigint   not null references casework.order_record on delete cascade,
  line         smallint not null,
  means        text     not null,
  amount_minor bigint   not null check (amount_minor >= 0),
  primary key (order_id, line)
);
