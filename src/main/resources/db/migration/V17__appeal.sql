-- What somebody says against a decision about them, once, and what became of it: UPHELD or LIFTED.
alter table sanction add column appeal varchar(1000);
alter table sanction add column appealed_at timestamp(6) with time zone;
alter table sanction add column appeal_outcome varchar(16);
alter table sanction add column appeal_answer varchar(500);
alter table sanction add column appeal_answered_by bigint;
alter table sanction add column appeal_answered_at timestamp(6) with time zone;
