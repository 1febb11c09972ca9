-- What a project pays for a model, where it knows better than the shipped table; and reasoning with a price of its own.

-- From a day on, until a later price of the same model begins. Reference. Nano-units of the project's currency for a
-- million tokens; what is not stated for the cache is charged as other input, for reasoning as other output.
create table model_prices (
  project_id uuid not null,
  -- The model in the one spelling by which it is found (domain::model_name::canonical).
  name text collate "C" not null,
  from_day date not null,
  -- As it was given.
  model text not null,
  input bigint not null,
  output bigint not null,
  cache_read bigint,
  cache_write bigint,
  reasoning bigint,
  set_at timestamptz not null,
  primary key (project_id, name, from_day),
  constraint model_prices_not_negative check (
    input >= 0 and output >= 0 and cache_read >= 0 and cache_write >= 0 and reasoning >= 0
  )
);

alter table assistants
  add column price_reasoning bigint,
  add constraint assistants_price_reasoning check (
    price_reasoning >= 0 and (price_reasoning is null or price_input is not null)
  );
