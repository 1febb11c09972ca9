-- What is said in sound that customers send, as text beside the file.

alter table attachments
  -- The text, the model that it is from, and why there is none, in fixed words.
  add column derived_text text,
  add column derived_from text,
  add column derived_error text,
  -- While text is to be derived, not before this time, and while a node is at it the end of that node's lease; else null.
  add column derive_at timestamptz,
  -- Counts the claims. Only the holder of the last one may say what became of it.
  add column derive_claim bigint not null default 0,
  add column derive_tries integer not null default 0;
-- What is due: `where derive_at <= $1 order by derive_at limit $2`.
create index attachments_derive on attachments (derive_at) where derive_at is not null;
