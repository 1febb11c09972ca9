-- What an assistant's answers cost, where its operator knows it better than the shipped price table.

-- Nano-units of the project's currency for a million tokens; without the first two, the table says. What is not stated
-- for the cache is charged as other input.
alter table assistants
  add column price_input bigint,
  add column price_output bigint,
  add column price_cache_read bigint,
  add column price_cache_write bigint,
  add constraint assistants_price_whole check (
    (price_input is null) = (price_output is null)
    and (price_input is not null or (price_cache_read is null and price_cache_write is null))
  ),
  add constraint assistants_price_not_negative check (
    price_input >= 0 and price_output >= 0 and price_cache_read >= 0 and price_cache_write >= 0
  );
