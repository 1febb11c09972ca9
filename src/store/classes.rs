//! The classes of tables, so that an installation can be spread over many machines by project one day.
//!
//! Every table that is in neither list is a tenant table: `project_id` leads its primary key and its unique keys.

/// Small, looked up before the project is known; a copy on every machine.
pub const REFERENCE: &[&str] = &[
    "projects",
    "assistants",
    "assistant_versions",
    "channels",
    "api_keys",
    "retention_rules",
    "webhooks",
    "widgets",
    "rates",
    "message_prices",
    "model_prices",
    "users",
    "members",
    "user_sessions",
    "invitations",
];

/// Work and raw material; on one machine, never joined with tenant tables.
pub const LOCAL: &[&str] = &[
    "deliveries",
    "delivery_conversations",
    "answers",
    "extractions",
    "outbox",
    "webhook_events",
    "template_syncs",
    "repricings",
    "file_removals",
    "send_paces",
    "search_queue",
    "trace_queue",
    "job_runs",
    "audit",
    "_sqlx_migrations",
];
