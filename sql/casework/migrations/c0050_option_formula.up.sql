-- How the amount of an option came about: the policy's formula with its rounding, `judgement` of a person, or the customer's `demand`.
alter table casework.remedy_option add column formula text not null default 'not recorded';
alter table casework.remedy_option alter column formula drop default;
