-- Files that visitors upload before they send them with a message.

-- Uploads that did not end and files that nobody sent: `where message_id is null and due_at <= $1`.
create index attachments_unsent on attachments (due_at) where message_id is null;
