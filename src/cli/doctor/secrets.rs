//! Whether the sealing key opens every secret that is stored.

use sqlx::PgConnection;

use super::Finding;
use crate::config::Config;
use crate::seal::Sealer;
use crate::store::server;

pub(super) async fn check(config: &Config, conn: &mut PgConnection) -> Finding {
    let documents = match server::sealed(conn).await {
        Ok(documents) => documents,
        Err(error) => {
            return Finding::fail(format!("the stored secrets cannot be read ({error})"), "look at the database's log");
        }
    };
    let file = config.data_dir.join("secret.key");
    // Looking must not make a key; it could open nothing.
    if config.secrets.key.is_empty() && !file.exists() {
        return if documents.is_empty() {
            Finding::ok("nothing is sealed yet; the first start makes the key")
        } else {
            Finding::fail(
                format!("{} secrets are stored, but their key {} is missing", documents.len(), file.display()),
                "restore that file, or set VERBATIM__SECRETS__KEY to the key they were sealed under",
            )
        };
    }
    let sealer = match Sealer::open(&config.secrets.key, &config.data_dir) {
        Ok(sealer) => sealer,
        Err(error) => return Finding::fail(error.to_string(), "restore the key that the secrets were sealed under"),
    };
    let closed: Vec<&str> = documents
        .iter()
        .filter(|(_, document)| sealer.unseal(document).is_err())
        .map(|(owner, _)| owner.as_str())
        .collect();
    if closed.is_empty() {
        Finding::ok(format!("the sealing key opens all {} stored secrets", documents.len()))
    } else {
        Finding::fail(
            format!("the sealing key does not open the secrets of {}", closed.join(", ")),
            "restore the key they were sealed under (secrets.key), or enter these secrets anew",
        )
    }
}
