-- S44: to what complaints are put down, what was done about it, and on what that can be seen: product, carrier, seller.
create table casework.cause (
  code       text primary key check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  title      text not null,
  prevention text not null, -- what is suggested against it
  added_at   timestamptz not null default now()
);
comment on table casework.cause is 'Causes of complaints; the shop adds its own';

insert into casework.cause (code, title, prevention)
values
  ('delay', 'Delivery later than promised', 'Promise days that the carrier keeps, track parcels, and tell customers of a delay before they ask.'),
  ('lost_parcel', 'Parcel lost on its way', 'Track parcels, claim lost ones from the carrier within its terms, and ask for proof of delivery.'),
  ('transport_damage', 'Damaged on its way', 'Test the packaging of the goods that break, and agree with the carrier on how they are handled.'),
  ('wrong_pick', 'Wrong or missing goods in the parcel', 'Scan goods when they are packed, and keep look-alikes apart in the warehouse.'),
  ('wrong_charge', 'Wrong amount charged', 'Reconcile payments with orders every day, and look into each difference.'),
  ('description_mismatch', 'Goods differ from their description', 'Correct the descriptions, sizes and pictures of the goods that come back.'),
  ('product_quality', 'Defective goods', 'Inspect deliveries, take it up with the manufacturer, and stop selling what keeps failing.'),
  ('unclear_returns', 'Returns not understood', 'Say in a few plain sentences how goods are returned, and at whose cost.'),
  ('no_technical_help', 'No technical help', 'Offer instructions and help online for what customers ask about most.'),
  ('unclear_communication', 'Unclear or missing communication', 'Train the team, and answer what is asked most before it is asked.');

create table casework.case_cause (
  case_id bigint      primary key references casework.case_record,
  code    text        not null references casework.cause,
  set_by  text        not null, -- rules: a first guess, which a person's word replaces for good
  set_at  timestamptz not null  -- business time
);
create index case_cause_code on casework.case_cause (code);
comment on table casework.case_cause is 'To what cause a complaint is put down';

create table casework.cause_change (
  change_id   bigint generated always as identity primary key,
  code        text        not null references casework.cause,
  what        text        not null, -- was changed, for the people of the shop
  made_on     date        not null,
  told        jsonb       not null default '{}', -- what customers are told of it, by language: {"pl": "…"}
  recorded_by text        not null,
  recorded_at timestamptz not null
);
create index cause_change_code on casework.cause_change (code, made_on);
comment on table casework.cause_change is 'What a shop has changed against a cause, and what it tells of that';

alter table casework.order_record
  add column carrier text,
  add column seller text;

-- Reports are of the complaints of a period.
create index case_record_received on casework.case_record (received_at);
