//! What the first start tells the person at the terminal, and keeps in a file for scripts.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::seed::{DISPLAY_PHONE_NUMBER, PHONE_NUMBER_ID, Secrets};

/// Below the data directory.
const FILE: &str = "first-start.txt";

/// Writes the file, readable by its owner alone: lines of `NAME=value` that a shell can source. A key that the operator
/// brought is not in it.
pub(super) fn keep(config: &Config, secrets: &Secrets) -> io::Result<PathBuf> {
    let path = config.data_dir.join(FILE);
    std::fs::create_dir_all(&config.data_dir)?;
    // Never through an older file, whose mode might be wider.
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    file.write_all(lines(config, secrets).as_bytes())?;
    Ok(path)
}

/// What scripts need of the demo sender, from the file of the first start.
pub(super) struct Demo {
    /// Signs its webhooks.
    pub(super) app_secret: String,
    /// Meta's id of it, made up.
    pub(super) phone_number_id: String,
    /// Where its webhooks go.
    pub(super) webhook_url: String,
}

/// The demo sender, while the file of the first start is there.
pub(super) fn demo(data_dir: &Path) -> Option<Demo> {
    let text = std::fs::read_to_string(data_dir.join(FILE)).ok()?;
    let value =
        |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned);
    Some(Demo {
        app_secret: value("WHATSAPP_APP_SECRET")?,
        phone_number_id: value("WHATSAPP_PHONE_NUMBER_ID")?,
        webhook_url: value("WHATSAPP_WEBHOOK_URL")?,
    })
}

/// Shown once, on standard output.
pub(super) fn text(config: &Config, secrets: &Secrets, kept: Option<&Path>, program: &str) -> String {
    let (url, bootstrapped) = (config.public_url(), !config.secrets.bootstrap_key.is_empty());
    let (key, shown) = if bootstrapped {
        ("the one in VERBATIM_BOOTSTRAP_KEY".to_owned(), "$VERBATIM_BOOTSTRAP_KEY")
    } else {
        (format!("{}   (shown this once)", secrets.key), secrets.key.as_str())
    };
    format!(
        "\n\
         Verbatim has started for the first time and made a project, Demo, with an assistant that answers without a\n\
         model, a WhatsApp sender that is made up, and a chat for web pages.\n\
         \n  \
           Admin key      {key}\n  \
           How to use it  {url}/docs\n  \
           Try the chat   {url}/demo\n  \
           Kept in        {}   (key, webhook address and secrets, for scripts; delete it when you are done)\n\
         \n\
         List conversations:\n  \
           curl -H \"Authorization: Bearer {shown}\" {url}/api/v1/conversations\n\
         Let customers write to the sender, signed as Meta signs:\n  \
           {program} simulate whatsapp\n",
        kept.map_or_else(|| "no file".to_owned(), |path| path.display().to_string()),
    )
}

fn lines(config: &Config, secrets: &Secrets) -> String {
    let url = config.public_url();
    let key = if config.secrets.bootstrap_key.is_empty() {
        format!("VERBATIM_KEY={}\n", secrets.key)
    } else {
        "# The admin key is the one in VERBATIM_BOOTSTRAP_KEY.\n".to_owned()
    };
    format!(
        "# Made by the first start, for scripts. Everything but the key can be replaced in the admin API;\n\
         # delete this file when you no longer need it.\n\
         VERBATIM_URL={url}\n\
         {key}\
         WHATSAPP_WEBHOOK_URL={url}/webhooks/whatsapp\n\
         WHATSAPP_APP_SECRET={}\n\
         WHATSAPP_VERIFY_TOKEN={}\n\
         WHATSAPP_PHONE_NUMBER_ID={PHONE_NUMBER_ID}\n\
         WHATSAPP_DISPLAY_PHONE_NUMBER={DISPLAY_PHONE_NUMBER}\n",
        secrets.app_secret, secrets.verify_token,
    )
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::{keep, text};
    use crate::config::Config;
    use crate::seed::Secrets;

    fn secrets() -> Secrets {
        Secrets { app_secret: "app0".into(), verify_token: "token0".into(), key: "vb_key0".into() }
    }

    #[test]
    fn the_file_is_private_even_where_an_open_one_was() {
        let dir = tempfile::tempdir().unwrap();
        let mut config = Config::from_file(None).unwrap();
        config.data_dir = dir.path().to_path_buf();
        std::fs::write(dir.path().join("first-start.txt"), "old").unwrap();
        let path = keep(&config, &secrets()).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let kept = std::fs::read_to_string(path).unwrap();
        assert!(kept.contains("VERBATIM_KEY=vb_key0\n") && kept.contains("WHATSAPP_APP_SECRET=app0\n"), "{kept}");
    }

    #[test]
    fn a_key_that_was_brought_is_neither_kept_nor_shown() {
        let dir = tempfile::tempdir().unwrap();
        let mut config = Config::from_file(None).unwrap();
        config.data_dir = dir.path().to_path_buf();
        config.secrets.bootstrap_key = "vb_01234567890123456789".into();
        let path = keep(&config, &secrets()).unwrap();
        let shown = text(&config, &secrets(), Some(&path), "verbatim");
        let kept = std::fs::read_to_string(path).unwrap();
        assert!(!format!("{shown}{kept}").contains("vb_"), "{shown}{kept}");
    }
}
