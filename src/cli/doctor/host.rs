//! This machine: the data directory, the address we listen on, and the addresses that others use.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use super::Finding;
use crate::config::Config;

/// For an address that does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn data_dir(config: &Config) -> Vec<Finding> {
    let dir = &config.data_dir;
    if !dir.exists() {
        return vec![Finding::ok(format!("the data directory {} will be made on the first start", dir.display()))];
    }
    let mut findings = vec![private(dir, 0o022, "others can change it", "chmod go-w")];
    for name in ["secret.key", "first-start.txt"] {
        let file = dir.join(name);
        if file.exists() {
            findings.push(private(&file, 0o077, "others can read it", "chmod 600"));
        }
    }
    findings.push(match try_writing(dir) {
        Ok(()) => Finding::ok(format!("the data directory {} can be written", dir.display())),
        Err(error) => Finding::fail(
            format!("the data directory {} cannot be written ({error})", dir.display()),
            "give this user the right, or choose another with VERBATIM_DATA_DIR",
        ),
    });
    findings
}

fn private(path: &Path, forbidden: u32, what: &str, mend: &str) -> Finding {
    let path = path.display();
    match fs::metadata(path.to_string()) {
        Ok(found) if found.permissions().mode() & forbidden == 0 => Finding::ok(format!("{path} is private")),
        Ok(_) => Finding::fail(format!("{path}: {what}"), format!("{mend} {path}")),
        Err(error) => Finding::fail(format!("{path} cannot be looked at ({error})"), "give this user the right"),
    }
}

fn try_writing(dir: &Path) -> std::io::Result<()> {
    let path = dir.join(format!("doctor.{}", std::process::id()));
    fs::write(&path, b"")?;
    fs::remove_file(path)
}

pub(super) async fn listen(config: &Config) -> Vec<Finding> {
    let address = config.listen;
    let finding = match TcpListener::bind(address) {
        Ok(_) => Finding::ok(format!("{address} is free")),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            if serves(address).await {
                Finding::ok(format!("Verbatim answers at {address}"))
            } else {
                Finding::fail(
                    format!("{address} is taken by another program"),
                    "stop it, or choose another address with VERBATIM_LISTEN",
                )
            }
        }
        Err(error) => Finding::fail(
            format!("{address} cannot be listened on ({error})"),
            "choose an address of this machine, and a port above 1023, with VERBATIM_LISTEN",
        ),
    };
    vec![finding]
}

/// Our readiness is a document that no other program has.
async fn serves(address: SocketAddr) -> bool {
    let Ok(client) = client() else { return false };
    let Ok(answer) = client.get(format!("http://{address}/readyz")).send().await else { return false };
    answer.json::<serde_json::Value>().await.is_ok_and(|body| body["recorder"]["waiting"].is_number())
}

pub(super) async fn addresses(config: &Config) -> Vec<Finding> {
    vec![public_url(&config.public_url), graph_url(&config.whatsapp.graph_url).await]
}

fn public_url(text: &str) -> Finding {
    if text.is_empty() {
        return Finding::warn(
            "public_url is empty, so set-up texts name the address we listen on",
            "set VERBATIM__PUBLIC_URL to the https address that platforms reach us at",
        );
    }
    let mend = "write it like https://verbatim.example.com";
    match url::Url::parse(text) {
        Err(error) => Finding::fail(format!("public_url is not an address ({error})"), mend),
        Ok(url) if url.query().is_some() || url.fragment().is_some() || url.path() != "/" => {
            Finding::fail("public_url has more than a host and a port", mend)
        }
        Ok(url) if url.scheme() != "https" => Finding::warn(
            "public_url is not https, and Meta delivers to nothing else",
            "put a proxy with a certificate before us",
        ),
        Ok(_) => Finding::ok("public_url is an https address"),
    }
}

/// Only a warning: nothing is received through it.
async fn graph_url(address: &str) -> Finding {
    let answer = match client() {
        Ok(client) => client.get(address).send().await,
        Err(error) => Err(error),
    };
    match answer {
        Ok(_) => Finding::ok(format!("{address} answers")),
        Err(_) => Finding::warn(
            format!("{address} does not answer"),
            "allow this machine to call it, or answers to WhatsApp will wait (whatsapp.graph_url)",
        ),
    }
}

fn client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).no_proxy().build()
}

#[cfg(test)]
mod tests {
    use super::super::Level;
    use super::{Config, data_dir, listen, public_url};
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_public_address_is_a_host_by_https() {
        for (what, text, want) in [
            ("as it should be", "https://verbatim.example.com", Level::Ok),
            ("with a port", "https://verbatim.example.com:8443/", Level::Ok),
            ("none", "", Level::Warn),
            ("plain", "http://verbatim.example.com", Level::Warn),
            ("with a path", "https://example.com/verbatim", Level::Fail),
            ("with a query", "https://example.com/?a=b", Level::Fail),
            ("no host", "https://", Level::Fail),
        ] {
            assert_eq!(public_url(text).level, want, "{what}");
        }
    }

    #[test]
    fn a_key_that_others_can_read_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let mut config = Config::from_file(None).unwrap();
        config.data_dir = dir.path().to_path_buf();
        std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o711)).unwrap();
        std::fs::write(dir.path().join("secret.key"), "k").unwrap();
        for (mode, want) in [(0o600, 0), (0o640, 1), (0o604, 1)] {
            let permissions = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(dir.path().join("secret.key"), permissions).unwrap();
            let failed = data_dir(&config).into_iter().filter(|finding| finding.level == Level::Fail).count();
            assert_eq!(failed, want, "{mode:o}");
        }
    }

    #[tokio::test]
    async fn an_address_that_a_stranger_holds_is_found() {
        // Only the first call in a process installs it.
        rustls::crypto::ring::default_provider().install_default().ok();
        let stranger = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let mut config = Config::from_file(None).unwrap();
        config.listen = stranger.local_addr().unwrap();
        // It answers nothing, and is no longer there when it is asked.
        std::thread::spawn(move || drop(stranger.accept()));
        assert_eq!(listen(&config).await[0].level, Level::Fail);
    }
}
