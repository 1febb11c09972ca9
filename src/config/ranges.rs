//! What each setting may be; the first that is not is named.

use super::{Config, ConfigError, Ingest};

impl Config {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let recorder = &self.recorder;
        if !(1..=100).contains(&self.database.read_connections) {
            return wrong("database.read_connections", "1 to 100", &self.database.read_connections);
        }
        if !(1..=1_000_000).contains(&recorder.queue) {
            return wrong("recorder.queue", "1 to 1000000", &recorder.queue);
        }
        if !(1..=4096).contains(&recorder.queue_mb) {
            return wrong("recorder.queue_mb", "1 to 4096", &recorder.queue_mb);
        }
        if !(1..=5000).contains(&recorder.batch) {
            return wrong("recorder.batch", "1 to 5000", &recorder.batch);
        }
        if recorder.small_writes > 64 {
            return wrong("recorder.small_writes", "0 to 64", &recorder.small_writes);
        }
        if !(1..=16).contains(&recorder.batch_writers) {
            return wrong("recorder.batch_writers", "1 to 16", &recorder.batch_writers);
        }
        if self.http.webhook_body_limit < 3_145_728 {
            return wrong(
                "http.webhook_body_limit",
                "at least 3145728, as Meta sends up to 3 MB",
                &self.http.webhook_body_limit,
            );
        }
        if self.deliveries.keep_days == 0 {
            return wrong("deliveries.keep_days", "at least 1", &self.deliveries.keep_days);
        }
        if self.conversations.idle_minutes == 0 {
            return wrong("conversations.idle_minutes", "at least 1", &self.conversations.idle_minutes);
        }
        for (key, per_minute) in [
            ("widget.sessions_per_minute", self.widget.sessions_per_minute),
            ("widget.messages_per_minute", self.widget.messages_per_minute),
        ] {
            if !(1..=100_000).contains(&per_minute) {
                return wrong(key, "1 to 100000", &per_minute);
            }
        }
        if !(1..=100).contains(&self.widget.file_mb) {
            return wrong("widget.file_mb", "1 to 100", &self.widget.file_mb);
        }
        if self.http.proxies > 10 {
            return wrong("http.proxies", "0 to 10", &self.http.proxies);
        }
        let outbound = &self.outbound;
        for (key, seconds) in [
            ("outbound.first_byte_s", outbound.first_byte_s),
            ("outbound.idle_s", outbound.idle_s),
            ("outbound.total_s", outbound.total_s),
        ] {
            if !(1..=3600).contains(&seconds) {
                return wrong(key, "1 to 3600", &seconds);
            }
        }
        let media = &self.media;
        if !(1..=4096).contains(&media.limit_mb) {
            return wrong("media.limit_mb", "1 to 4096", &media.limit_mb);
        }
        if !media.store.is_empty() && media.bucket().is_none() {
            return wrong("media.store", "nothing, or s3:// and the name of a bucket", &media.store);
        }
        if media.s3_key_id.is_empty() != media.s3_secret.is_empty() {
            return wrong("media.s3_secret", "a key together with its `media.s3_key_id`", &"only one of them");
        }
        let key = &self.secrets.key;
        if !key.is_empty() && (key.len() != 64 || !key.bytes().all(|b| b.is_ascii_hexdigit())) {
            return wrong("secrets.key", "64 hex digits", &format_args!("{} characters", key.len()));
        }
        let key = &self.secrets.bootstrap_key;
        let word = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !key.is_empty() && !key.strip_prefix("vb_").is_some_and(|rest| rest.len() >= 20 && word(rest)) {
            return wrong(
                "secrets.bootstrap_key",
                "`vb_` and at least 20 letters, digits or underscores",
                &format_args!("{} characters", key.len()),
            );
        }
        for (key, value) in [
            ("public_url", &self.public_url),
            ("whatsapp.graph_url", &self.whatsapp.graph_url),
            ("media.s3_endpoint", &self.media.s3_endpoint),
        ] {
            if !value.is_empty() && !value.starts_with("http://") && !value.starts_with("https://") {
                return wrong(key, "an address that begins with http:// or https://", value);
            }
        }
        self.ingest.check()
    }
}

impl Ingest {
    fn check(&self) -> Result<(), ConfigError> {
        if !(1..=1024).contains(&self.body_limit_mb) {
            return wrong("ingest.body_limit_mb", "1 to 1024", &self.body_limit_mb);
        }
        if !(self.body_limit_mb..=65536).contains(&self.memory_mb) {
            return wrong("ingest.memory_mb", "ingest.body_limit_mb to 65536", &self.memory_mb);
        }
        if self.grpc_address().is_err() {
            return wrong("ingest.grpc_listen", "an address like 127.0.0.1:4317, or nothing", &self.grpc_listen);
        }
        Ok(())
    }
}

fn wrong(key: &str, expected: &str, found: &dyn std::fmt::Display) -> Result<(), ConfigError> {
    Err(ConfigError(format!("setting `{key}`: expected {expected}, found {found}")))
}
