-- What a customer is told when an assistant's model failed; nothing is sent where it is empty.
alter table assistants add column failure_text text not null default '';
