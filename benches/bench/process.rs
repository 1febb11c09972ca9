//! Processor time and memory of process trees, from `/proc`.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server of ours.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    /// From the start of the process until it was ready.
    pub(crate) started_in: Duration,
}

impl Server {
    /// Starts the binary over a database and waits until it is ready.
    pub(crate) async fn start(
        binary: &Path,
        url: &str,
        data: &Path,
        settings: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("127.0.0.1:{port}");
        let began = Instant::now();
        let child = Command::new(binary)
            .arg("serve")
            .env("DATABASE_URL", url)
            .env("VERBATIM_DATA_DIR", data)
            .env("VERBATIM_LISTEN", &address)
            .env("VERBATIM__SECRETS__KEY", "5a".repeat(32))
            .env("VERBATIM__LOG__LEVEL", "warn")
            .env("VERBATIM_BOOTSTRAP_KEY", crate::intake::KEY)
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .spawn()?;
        let mut server = Self { child, address, started_in: Duration::ZERO };
        loop {
            if let Ok((200, _)) = crate::load::get(&server.address, "/readyz", "").await {
                break;
            }
            anyhow::ensure!(began.elapsed() < Duration::from_mins(1), "the server did not get ready");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        server.started_in = began.elapsed();
        Ok(server)
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Seconds of processor time that a process and its children took so far.
pub(crate) fn cpu_seconds(root: u32) -> f64 {
    let mut parents: HashMap<u32, (u32, u64)> = HashMap::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let Ok(stat) = std::fs::read_to_string(entry.path().join("stat")) else { continue };
        let Some((_, rest)) = stat.rsplit_once(") ") else { continue };
        let fields: Vec<&str> = rest.split(' ').collect();
        let number = |index: usize| fields.get(index).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
        // User and system time, also of children that ended.
        let ticks = number(11) + number(12) + number(13) + number(14);
        parents.insert(pid, (u32::try_from(number(1)).unwrap_or(0), ticks));
    }
    let inside = |mut pid: u32| loop {
        if pid == root {
            break true;
        }
        match parents.get(&pid) {
            Some((parent, _)) if *parent > 1 => pid = *parent,
            _ => break false,
        }
    };
    let ticks: u64 = parents.iter().filter(|(pid, _)| inside(**pid)).map(|(_, (_, ticks))| ticks).sum();
    #[expect(clippy::cast_precision_loss, reason = "a figure to read")]
    let seconds = ticks as f64 / 100.0;
    seconds
}

/// Resident memory of one process in MiB.
pub(crate) fn resident_mib(pid: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let kib =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.trim().parse().ok());
    kib.unwrap_or(0.0) / 1024.0
}
