//! Durable webhook acknowledgements, beside the plain transaction for each message on the same tables and cluster.

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use sqlx::{Connection as _, PgConnection};

use crate::cluster::Cluster;
use crate::process::{Server, cpu_seconds, resident_mib};
use crate::{Extent, load, table};

/// The admin key of every server in a run.
pub(crate) const KEY: &str = "vb_benchbenchbenchbenchbench";
const SECRET: &str = "bench-secret";
const PHONE: &str = "106540352242922";
const CONNECTIONS: [usize; 5] = [1, 8, 32, 128, 256];

/// What a straightforward receiver would do for each message: five round trips, one flush.
const NAIVE: &str = r"
\set c random(1, 5000)
begin;
insert into conversations as c (project_id, id, type, thread_key, started_at, last_activity_at, preview, message_count, user_message_count)
  values ('00000000-0000-7000-8000-000000000001', gen_random_uuid(), 'whatsapp', 'n' || :c, now(), now(), 'Hello, I ordered two pairs of shoes', 1, 1)
  on conflict (project_id, type, thread_key) do update set last_activity_at = excluded.last_activity_at, preview = excluded.preview,
    message_count = c.message_count + 1, user_message_count = c.user_message_count + 1
  returning id as conversation \gset
insert into messages (project_id, id, conversation_id, source_id, external_id, role, kind, body, sent_at, received_at)
  values ('00000000-0000-7000-8000-000000000001', gen_random_uuid(), :conversation, '00000000-0000-7000-8000-000000000002',
    'wamid.' || gen_random_uuid(), 'user', 'text', 'Hello, I ordered two pairs of shoes last week and the tracking page has not moved since Tuesday. Can you check it please?', now(), now())
  on conflict do nothing;
insert into deliveries (id, project_id, channel, received_at, outcome, items, fresh, conversation_id, body)
  values (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'whatsapp', now(), 'recorded', 1, 1, :conversation, decode(repeat('7b', 650), 'hex'));
commit;
";

#[derive(Default)]
struct Series {
    rate: Vec<f64>,
    p50: Vec<f64>,
    p99: Vec<f64>,
    cpu: Vec<f64>,
}

pub(crate) async fn run(cluster: &Cluster, binary: &Path, extent: &Extent) -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let adaptive_url = cluster.create("adaptive").await?;
    let single_url = cluster.create("single").await?;
    let naive_url = cluster.create("naive").await?;
    verbatim::database::migrate(&naive_url).await?;
    let adaptive = Server::start(binary, &adaptive_url, data.path(), &[]).await?;
    let each_alone = [("VERBATIM__RECORDER__SMALL_WRITES", "32"), ("VERBATIM__RECORDER__BATCH", "1")];
    let single = Server::start(binary, &single_url, data.path(), &each_alone).await?;
    for server in [&adaptive, &single] {
        create_channel(&server.address).await?;
    }
    let at_rest = resident_mib(adaptive.pid());
    let script = data.path().join("naive.sql");
    std::fs::write(&script, NAIVE)?;

    let mut rows = Vec::new();
    let mut next = 0_u64;
    let mut pgbench_32 = Vec::new();
    for connections in CONNECTIONS {
        let (mut ours, mut alone, mut naive) = (Series::default(), Series::default(), Vec::new());
        for _ in 0..extent.repetitions {
            measure(cluster, &adaptive, connections, extent.seconds, &mut next, &mut ours).await?;
            if connections <= 32 {
                measure(cluster, &single, connections, extent.seconds, &mut next, &mut alone).await?;
            }
            // More clients than that only wait for each other.
            naive.push(pgbench(&naive_url, &script, connections.min(64), extent.seconds)?);
            if connections == 32 {
                pgbench_32.clone_from(&naive);
            }
        }
        let ratio = |other: &[f64]| {
            let pairs: Vec<f64> = ours.rate.iter().zip(other).map(|(a, b)| a / b).collect();
            if pairs.is_empty() { String::new() } else { format!("{:.2}", table::median(&pairs)) }
        };
        rows.push(vec![
            connections.to_string(),
            format!("{:.0}", table::median(&ours.rate)),
            format!("{:.1} / {:.1}", table::median(&ours.p50), table::median(&ours.p99)),
            format!("{:.0}", table::median(&ours.cpu)),
            if alone.rate.is_empty() { String::new() } else { format!("{:.0}", table::median(&alone.rate)) },
            ratio(&alone.rate),
            format!("{:.0}", table::median(&naive)),
            ratio(&naive),
            ratio(&pgbench_32),
        ]);
    }
    table::print(
        "Durable webhook acknowledgements",
        &[
            "connections",
            "acks/s",
            "p50 / p99 ms",
            "CPU µs/message (server + Postgres)",
            "each alone, acks/s",
            "ours : each alone",
            "pgbench plain transaction/s, at most 64 clients",
            "ours : pgbench",
            "ours : pgbench at 32 clients",
        ],
        &rows,
    );
    let figures = vec![
        vec!["start on an existing cluster, first schema included".to_owned(), format!("{:?}", adaptive.started_in)],
        vec![
            "start on an existing database".to_owned(),
            format!("{:?}", restart(binary, &single_url, data.path()).await?),
        ],
        vec!["resident at rest, MiB".to_owned(), format!("{at_rest:.1}")],
        vec!["resident after the load, MiB".to_owned(), format!("{:.1}", resident_mib(adaptive.pid()))],
    ];
    table::print("Rest", &["what", "figure"], &figures);
    verify(&adaptive_url).await
}

async fn restart(binary: &Path, url: &str, data: &Path) -> anyhow::Result<std::time::Duration> {
    Ok(Server::start(binary, url, data, &[]).await?.started_in)
}

async fn measure(
    cluster: &Cluster,
    server: &Server,
    connections: usize,
    seconds: f64,
    next: &mut u64,
    series: &mut Series,
) -> anyhow::Result<()> {
    let first = *next;
    *next += 10_000_000;
    let mut number = first;
    let address = server.address.clone();
    let now = std::time::UNIX_EPOCH.elapsed()?.as_secs();
    let before = cpu_seconds(server.pid()) + cpu_seconds(cluster.postmaster());
    let outcome = load::closed(&server.address, connections, seconds, move || {
        number += 1;
        let body = body(number, now);
        let line = load::signature(SECRET, &body).unwrap_or_default();
        load::post_request(&address, "/webhooks/whatsapp", &line, &body)
    })
    .await?;
    let after = cpu_seconds(server.pid()) + cpu_seconds(cluster.postmaster());
    anyhow::ensure!(outcome.refused == 0, "{} deliveries were refused", outcome.refused);
    series.rate.push(outcome.rate());
    series.p50.push(outcome.percentile_ms(50));
    series.p99.push(outcome.percentile_ms(99));
    #[expect(clippy::cast_precision_loss, reason = "a figure to read")]
    series.cpu.push((after - before) * 1e6 / outcome.latencies.len().max(1) as f64);
    Ok(())
}

fn body(number: u64, now: u64) -> String {
    let customer = 15_550_000_000 + number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17) % 5000;
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"102290129340398","changes":[{{"value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"15550783881","phone_number_id":"{PHONE}"}},"contacts":[{{"profile":{{"name":"Customer {customer}"}},"wa_id":"{customer}"}}],"messages":[{{"from":"{customer}","id":"wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQz{number:020}","timestamp":"{now}","text":{{"body":"Hello, I ordered two pairs of shoes last week and the tracking page has not moved since Tuesday. Can you check it please?"}},"type":"text"}}]}},"field":"messages"}}]}}]}}"#
    )
}

async fn create_channel(address: &str) -> anyhow::Result<()> {
    let body = format!(
        r#"{{"type":"whatsapp","name":"Bench","phone_number_id":"{PHONE}","waba_id":"102290129340398","display_phone_number":"15550783881","app_secret":"{SECRET}","verify_token":"verify","access_token":"token"}}"#
    );
    let client = reqwest::Client::builder().no_proxy().build()?;
    let answer = client
        .post(format!("http://{address}/api/v1/channels"))
        .bearer_auth(KEY)
        .header("content-type", "application/json")
        .body(body)
        .send()
        .await?;
    anyhow::ensure!(answer.status().is_success(), "the channel was refused: {}", answer.text().await?);
    Ok(())
}

/// Transactions a second of the plain transaction.
fn pgbench(url: &str, script: &Path, clients: usize, seconds: f64) -> anyhow::Result<f64> {
    let output = Command::new("pgbench")
        .args(["-n", "-M", "prepared", "-j", "2", "-c", &clients.to_string(), "-T", &format!("{}", seconds.ceil())])
        .arg("-f")
        .arg(script)
        .arg(url)
        .output()
        .context("pgbench comes with Debian's postgresql-contrib or postgresql-15")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    line.with_context(|| format!("pgbench failed: {text}{}", String::from_utf8_lossy(&output.stderr)))
}

/// Acknowledged and stored must agree, and so must the counters.
async fn verify(url: &str) -> anyhow::Result<()> {
    let mut conn = PgConnection::connect(url).await?;
    let (messages, counted): (i64, i64) = sqlx::query_as(
        "select (select count(*) from messages), (select coalesce(sum(message_count), 0)::bigint from conversations)",
    )
    .fetch_one(&mut conn)
    .await?;
    anyhow::ensure!(messages == counted, "{messages} messages stored, {counted} counted");
    println!("\n{messages} messages stored, as many counted.");
    Ok(())
}
