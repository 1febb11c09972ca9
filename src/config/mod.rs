//! Settings: the embedded `config/default.toml`, then a file, then the environment; a bad one stops the start.

mod ranges;

use std::net::SocketAddr;
use std::path::PathBuf;

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use figment::value::Value;
use serde::Deserialize;

/// The manual: every setting with its default.
pub const DEFAULTS: &str = include_str!("../../config/default.toml");

/// Environment variables with a name of their own.
const SHORT_NAMES: [(&str, &str); 4] = [
    ("VERBATIM_LISTEN", "listen"),
    ("VERBATIM_DATA_DIR", "data_dir"),
    ("DATABASE_URL", "database_url"),
    ("VERBATIM_BOOTSTRAP_KEY", "secrets.bootstrap_key"),
];

/// All settings; `config/default.toml` says what each does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml is the manual and a test keeps it complete")]
pub struct Config {
    pub listen: SocketAddr,
    pub data_dir: PathBuf,
    pub public_url: String,
    pub database_url: String,
    pub database: Database,
    pub recorder: Recorder,
    pub http: Http,
    pub deliveries: Deliveries,
    pub conversations: Conversations,
    pub secrets: Secrets,
    pub log: Log,
    pub outbound: Outbound,
    pub whatsapp: WhatsApp,
    pub media: Media,
    pub widget: Widget,
    pub ingest: Ingest,
}

macro_rules! section {
    ($($name:ident { $($field:ident: $type:ty),+ $(,)? })+) => {$(
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "config/default.toml is the manual and a test keeps it complete")]
        pub struct $name { $(pub $field: $type),+ }
    )+};
}

section! {
    Database { read_connections: u32, pg_bin: String, pg_user: String }
    Recorder { queue: usize, queue_mb: usize, batch: usize, small_writes: usize, batch_writers: usize }
    Http { webhook_body_limit: usize, api_body_limit: usize, request_timeout_s: u64, connections: usize, proxies: usize }
    Deliveries { keep_days: u32 }
    Conversations { idle_minutes: u32 }
    Secrets { key: String, bootstrap_key: String }
    Log { level: String, format: LogFormat }
    Outbound { allow_private: bool, first_byte_s: u64, idle_s: u64, total_s: u64 }
    WhatsApp { graph_url: String }
    Widget { sessions_per_minute: u32, messages_per_minute: u32, file_mb: u32 }
    Ingest { body_limit_mb: usize, memory_mb: usize, grpc_listen: String }
    Media {
        store: String, limit_mb: usize, s3_endpoint: String, s3_region: String, s3_key_id: String, s3_secret: String,
    }
}

impl Ingest {
    /// Where gRPC is listened for, if anywhere.
    ///
    /// # Errors
    /// When it is no address.
    pub fn grpc_address(&self) -> Result<Option<SocketAddr>, std::net::AddrParseError> {
        if self.grpc_listen.is_empty() { Ok(None) } else { self.grpc_listen.parse().map(Some) }
    }
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// A setting that cannot be used: where it stands, which key, what was expected and found.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

impl Database {
    /// Exports that may run at once: the other half of the connections stays for everybody else.
    #[must_use]
    pub fn exports(&self) -> usize {
        (self.read_connections as usize / 2).max(1)
    }

    /// Connections beside these for what names keys; each is held for a millisecond, but one by the search job.
    #[must_use]
    pub fn lookups(&self) -> u32 {
        (self.read_connections / 2).max(2)
    }
}

impl Media {
    /// The bucket that `store` names and the folder in it, which may be empty; nothing where it names none.
    #[must_use]
    pub fn bucket(&self) -> Option<(&str, &str)> {
        let named = self.store.strip_prefix("s3://")?;
        let (bucket, folder) = named.split_once('/').unwrap_or((named, ""));
        (!bucket.is_empty()).then_some((bucket, folder.trim_matches('/')))
    }

    /// Bytes of the largest file.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit_mb << 20
    }
}

impl Config {
    /// Reads defaults, then the file named in `VERBATIM_CONFIG`, then the environment.
    ///
    /// # Errors
    /// Unknown keys, wrong types and values out of range, each with its place.
    pub fn load() -> Result<Self, ConfigError> {
        Self::from_file(std::env::var_os("VERBATIM_CONFIG").map(PathBuf::from))
    }

    /// As [`Config::load`], with the file given.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn from_file(file: Option<PathBuf>) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(Toml::string(DEFAULTS));
        if let Some(file) = file {
            if !file.is_file() {
                return Err(ConfigError(format!(
                    "VERBATIM_CONFIG names {}, but there is no such file",
                    file.display()
                )));
            }
            figment = figment.merge(Toml::file_exact(file));
        }
        figment = figment.merge(Env::prefixed("VERBATIM__").split("__"));
        // Once more for what is text by its default: a key of digits alone would be read as a number.
        for (key, value) in Env::prefixed("VERBATIM__").split("__").iter() {
            if matches!(Figment::from(Toml::string(DEFAULTS)).find_value(key.as_str()), Ok(Value::String(..))) {
                figment = figment.merge(Serialized::default(key.as_str(), value));
            }
        }
        for (name, key) in SHORT_NAMES {
            if let Ok(value) = std::env::var(name) {
                figment = figment.merge(Serialized::default(key, value));
            }
        }
        let config: Self = figment.extract().map_err(|error| ConfigError(describe(error)))?;
        config.check()?;
        Ok(config)
    }

    /// The address people reach us at, without a slash at the end.
    #[must_use]
    pub fn public_url(&self) -> String {
        if self.public_url.is_empty() {
            format!("http://{}", self.listen)
        } else {
            self.public_url.trim_end_matches('/').to_owned()
        }
    }
}

/// One line for each fault: place, key, expected, found.
fn describe(error: figment::Error) -> String {
    let lines: Vec<String> = error
        .into_iter()
        .map(|fault| {
            let place = fault.metadata.as_ref().map_or_else(
                || "settings".to_owned(),
                |meta| meta.source.as_ref().map_or_else(|| meta.name.to_string(), |source| format!("{source}")),
            );
            let key = fault.path.join(".");
            // A secret's value never reaches the screen, not even when it is malformed.
            let text = if key.starts_with("secrets") || key == "media.s3_secret" || key == "database_url" {
                "the value is of the wrong type".to_owned()
            } else {
                fault.kind.to_string()
            };
            if key.is_empty() { format!("{place}: {text}") } else { format!("{place}: setting `{key}`: {text}") }
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Config, DEFAULTS};

    #[test]
    fn the_defaults_are_complete_and_valid() {
        let config = figment::Figment::from(<figment::providers::Toml as figment::providers::Format>::string(DEFAULTS))
            .extract::<Config>()
            .expect("the defaults fit the settings");
        config.check().expect("the defaults are in range");
    }

    #[test]
    fn every_setting_has_a_comment() {
        let lines: Vec<&str> = DEFAULTS.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            if line.contains(" = ") && !line.starts_with('#') {
                assert!(lines[index - 1].starts_with("# "), "no comment above `{line}`");
            }
        }
    }

    #[test]
    fn a_bad_file_is_named_with_its_key() {
        for (what, text, want) in [
            ("unknown key", "[recorder]\nqueues = 5\n", "queues"),
            ("wrong type", "[recorder]\nqueue = \"many\"\n", "recorder.queue"),
            ("out of range", "[recorder]\nbatch = 0\n", "recorder.batch"),
            ("bad address", "listen = \"nowhere\"\n", "listen"),
            ("bad bootstrap key", "[secrets]\nbootstrap_key = \"vb_abc\"\n", "secrets.bootstrap_key"),
            ("bad secret", "[secrets]\nkey = \"abc\"\n", "secrets.key"),
        ] {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("verbatim.toml");
            std::fs::write(&path, text).unwrap();
            let error = Config::from_file(Some(path)).unwrap_err().to_string();
            assert!(error.contains(want), "{what}: {error}");
            assert!(!error.contains("abc"), "{what}: {error}");
        }
    }
}
