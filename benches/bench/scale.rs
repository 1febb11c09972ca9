//! Lists, filters, search and detail over a few and over many conversations, through HTTP, one request at a time.

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use serde_json::Value;
use sqlx::{Connection as _, PgConnection};

use crate::cluster::Cluster;
use crate::intake::KEY;
use crate::process::Server;
use crate::{Extent, load, table};

/// What is asked, by name; `{limit}` and the like are filled in for each size.
const REQUESTS: &[(&str, &str)] = &[
    ("first page", "/api/v1/conversations?limit={limit}"),
    ("deep page, the middle", "/api/v1/conversations?limit={limit}&cursor={middle}"),
    ("by start", "/api/v1/conversations?limit={limit}&sort=started"),
    ("by cost", "/api/v1/conversations?limit={limit}&sort=cost"),
    ("by messages", "/api/v1/conversations?limit={limit}&sort=messages"),
    ("type, rare", "/api/v1/conversations?limit={limit}&type=test"),
    ("type, common", "/api/v1/conversations?limit={limit}&type=whatsapp"),
    ("assistant, rare", "/api/v1/conversations?limit={limit}&assistant_id={rare_assistant}"),
    ("status", "/api/v1/conversations?limit={limit}&status=ended"),
    ("window open", "/api/v1/conversations?limit={limit}&window=open"),
    ("window closed", "/api/v1/conversations?limit={limit}&window=closed"),
    ("errors", "/api/v1/conversations?limit={limit}&has_error=true"),
    ("tag, rare", "/api/v1/conversations?limit={limit}&tag=vip"),
    ("customer", "/api/v1/conversations?limit={limit}&customer={phone}"),
    ("dates", "/api/v1/conversations?limit={limit}&from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z"),
    ("counts", "/api/v1/conversations/counts"),
    ("detail", "/api/v1/conversations/{id}"),
    ("messages of one", "/api/v1/conversations/{id}/messages?limit={limit}"),
    ("search, rare word", "/api/v1/conversations?limit={limit}&q={rare_word}"),
    ("search, common word", "/api/v1/conversations?limit={limit}&q={common_word}"),
    ("search, two words", "/api/v1/conversations?limit={limit}&q={common_word}%20{rare_word}"),
];

/// Requests of each kind that are timed.
const REPEATS: usize = 60;

/// Rows of a page over the fewest conversations. Over more, as many are asked for as were found there: else a filter
/// that finds few would be compared with itself finding a whole page.
const PAGE: usize = 50;

/// What one kind of request took.
struct Figure {
    rows: usize,
    p50: f64,
    p95: f64,
}

pub(crate) async fn run(cluster: &Cluster, binary: &Path, extent: &Extent) -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let mut sizes: Vec<Vec<Figure>> = Vec::new();
    for size in &extent.conversations {
        let url = cluster.create(&format!("scale_{size}")).await?;
        verbatim::database::migrate(&url).await?;
        generate(&url, *size)?;
        let server = Server::start(binary, &url, data.path(), &[]).await?;
        sizes.push(measure(&server, &url, sizes.first().map(Vec::as_slice)).await?);
    }
    let mut columns = vec!["request".to_owned(), "rows".to_owned()];
    columns.extend(extent.conversations.iter().map(|size| format!("{size}: p50 / p95 ms")));
    columns.push("growth of p50".to_owned());
    let rows: Vec<Vec<String>> = REQUESTS
        .iter()
        .enumerate()
        .map(|(index, (name, _))| {
            let mut row = vec![(*name).to_owned()];
            row.extend(sizes.first().map(|size| size[index].rows.to_string()));
            row.extend(sizes.iter().map(|size| format!("{:.2} / {:.2}", size[index].p50, size[index].p95)));
            if let (Some(small), Some(large)) = (sizes.first(), sizes.last()) {
                row.push(format!("{:.2}", large[index].p50 / small[index].p50));
            }
            row
        })
        .collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    table::print("Reading, end to end over HTTP", &columns, &rows);
    Ok(())
}

/// Fills the database; `benches/scale/generate.sql` says with what.
fn generate(url: &str, conversations: u64) -> anyhow::Result<()> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/scale/generate.sql");
    let output = Command::new("psql")
        .args(["-qX", "-v", &format!("n={conversations}"), "-f"])
        .arg(script)
        .arg(url)
        .output()
        .context("psql comes with Debian's postgresql-15")?;
    anyhow::ensure!(output.status.success(), "generating failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// The figures of every request; pages are as long as they were in `before`.
async fn measure(server: &Server, url: &str, before: Option<&[Figure]>) -> anyhow::Result<Vec<Figure>> {
    let known = Known::read(server, url).await?;
    let mut figures = Vec::with_capacity(REQUESTS.len());
    for (index, (name, path)) in REQUESTS.iter().enumerate() {
        let limit = before.map_or(PAGE, |before| before[index].rows.max(1));
        let path = known.fill(path).replace("{limit}", &limit.to_string());
        let mut rows = 0;
        for _ in 0..5 {
            let (status, body) = load::get(&server.address, &path, KEY).await?;
            anyhow::ensure!(status == 200, "{name}: {status} {body}");
            rows = serde_json::from_str::<Value>(&body)?["data"].as_array().map_or(0, Vec::len);
        }
        let outcome = load::counted(&server.address, &load::get_request(&server.address, &path, KEY), REPEATS).await?;
        figures.push(Figure { rows, p50: outcome.percentile_ms(50), p95: outcome.percentile_ms(95) });
    }
    Ok(figures)
}

/// What the requests name.
struct Known(Vec<(&'static str, String)>);

impl Known {
    async fn read(server: &Server, url: &str) -> anyhow::Result<Self> {
        let mut conn = PgConnection::connect(url).await?;
        let rare_assistant: String = sqlx::query_scalar(
            "select assistant_id::text from conversations group by assistant_id order by count(*) limit 1",
        )
        .fetch_one(&mut conn)
        .await?;
        let id: String = sqlx::query_scalar("select id::text from conversations order by id offset 5000 limit 1")
            .fetch_one(&mut conn)
            .await?;
        let phone: String =
            sqlx::query_scalar("select value from customer_identities where kind = 'phone' order by value limit 1")
                .fetch_one(&mut conn)
                .await?;
        let documents: i64 = sqlx::query_scalar("select count(*) from search_documents").fetch_one(&mut conn).await?;
        let word =
            "select word from search_words where word ~ '^[a-z]{4,}$' order by abs(documents - $1), word limit 1";
        let rare_word: String = sqlx::query_scalar(word).bind(documents / 4000).fetch_one(&mut conn).await?;
        let common_word: String = sqlx::query_scalar(word).bind(documents / 6).fetch_one(&mut conn).await?;
        conn.close().await?;
        let middle = middle(server).await?;
        Ok(Self(vec![
            ("{rare_assistant}", rare_assistant),
            ("{id}", id),
            ("{phone}", phone),
            ("{rare_word}", rare_word),
            ("{common_word}", common_word),
            ("{middle}", middle),
        ]))
    }

    fn fill(&self, path: &str) -> String {
        self.0.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value))
    }
}

/// The cursor of a page half-way down, found as a person would: by walking there.
async fn middle(server: &Server) -> anyhow::Result<String> {
    let total = json(server, "/api/v1/conversations/counts?include_test=true").await?["total"].as_u64().unwrap_or(0);
    let mut cursor = String::new();
    for _ in 0..(total / 200).max(1) {
        let suffix = if cursor.is_empty() { String::new() } else { format!("&cursor={cursor}") };
        let page = json(server, &format!("/api/v1/conversations?limit=100{suffix}")).await?;
        let Some(next) = page["next_cursor"].as_str() else { break };
        next.clone_into(&mut cursor);
    }
    Ok(cursor)
}

async fn json(server: &Server, path: &str) -> anyhow::Result<Value> {
    let (status, body) = load::get(&server.address, path, KEY).await?;
    anyhow::ensure!(status == 200, "{path}: {status} {body}");
    Ok(serde_json::from_str(&body)?)
}
