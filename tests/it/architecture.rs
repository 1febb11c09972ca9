//! The floors of the house: who may use whom, how long a file may be, and where SQL may stand.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What each floor may use of this crate, the floors' own modules apart. `docs/architecture.md` draws the picture.
const FLOORS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("database", &["domain"]),
    ("recorder", &["domain", "store", "app::Clock"]),
    ("signing", &["seal"]),
    ("outbound", &["config", "signing"]),
    ("channels", &["domain", "outbound"]),
    ("ingest", &["domain"]),
    ("erasure", &["domain", "store", "app"]),
    ("work", &["app"]),
    ("feed", &["domain", "store", "app"]),
    ("settling", &["app"]),
    ("pacing", &["domain"]),
    ("media", &["domain", "store", "channels", "outbound", "app", "config", "work"]),
    (
        "assistant",
        &[
            "domain", "store", "recorder", "channels", "outbound", "app", "config", "seal", "signing", "accounts",
            "work", "media",
        ],
    ),
    (
        "delivery",
        &["domain", "store", "recorder", "channels", "outbound", "app", "config", "seal", "accounts", "work", "media"],
    ),
];

/// The roof and the hall: they may use everything below, and `app`.
const ROOF: &[&str] = &[
    "http",
    "jobs",
    "cli",
    "app",
    "accounts",
    "config",
    "lib",
    "main",
    "notify",
    "password",
    "seal",
    "seed",
    "shutdown",
    "start",
    "telemetry",
];

/// A file of the repository.
struct File {
    path: String,
    text: String,
}

impl File {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// `recorder` for `src/recorder/queue.rs`, `app` for `src/app.rs`; nothing for tests and benches.
    fn module(&self) -> Option<&str> {
        let rest = self.path.strip_prefix("src/")?;
        rest.split('/').next().map(|first| first.trim_end_matches(".rs"))
    }

    /// Without comments, and without the tests at its foot.
    fn code(&self) -> impl Iterator<Item = &str> {
        let lines = self.text.lines().take_while(|line| *line != "#[cfg(test)]");
        lines.filter(|line| !line.trim_start().starts_with("//"))
    }

    /// Every path into this crate that the code names, `app::Clock` for `crate::app::Clock`.
    fn uses(&self) -> BTreeSet<String> {
        let code: String = self.code().collect::<Vec<_>>().join("\n");
        let mut uses = BTreeSet::new();
        for (place, _) in code.match_indices("crate::") {
            let rest = &code[place + "crate::".len()..];
            if let Some(group) = rest.strip_prefix('{') {
                let names = group.split('}').next().unwrap_or(group);
                uses.extend(names.split(',').map(|name| path(name.trim())).filter(|name| !name.is_empty()));
            } else {
                uses.insert(path(rest));
            }
        }
        uses
    }
}

/// The path that a text begins with.
fn path(text: &str) -> String {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(text.len());
    text[..end].trim_end_matches(':').to_owned()
}

fn faults(files: &[File]) -> Vec<String> {
    let mut faults: Vec<String> = files.iter().flat_map(of_file).collect();
    let long = files.iter().filter(|file| file.text.lines().count() > 300).count();
    if long * 20 > files.len() {
        faults.push(format!("{long} of {} files have more than 300 lines: make folders of some", files.len()));
    }
    faults
}

fn of_file(file: &File) -> Vec<String> {
    let mut faults = Vec::new();
    let path = &file.path;
    if !file.text.starts_with("//! ") {
        faults.push(format!("{path} does not open with `//!` and a sentence that says what it is"));
    }
    let lines = file.text.lines().count();
    if lines > 400 {
        faults.push(format!("{path} has {lines} lines, and 400 are the most: make it a folder"));
    }
    let Some(module) = file.module() else { return faults };
    let floor = FLOORS.iter().find(|(name, _)| *name == module);
    if floor.is_none() && !ROOF.contains(&module) {
        faults.push(format!("{path}: the module `{module}` is on no floor: give it one in tests/it/architecture.rs"));
    }
    if let Some((_, allowed)) = floor {
        for used in file.uses() {
            let fits =
                |prefix: &str| used == prefix || used.strip_prefix(prefix).is_some_and(|rest| rest.starts_with("::"));
            if !fits(module) && !allowed.iter().any(|prefix| fits(prefix)) {
                faults.push(format!("{path} uses `crate::{used}`, which `{module}` must not know"));
            }
        }
    }
    let says = |word: &str| file.code().any(|line| line.contains(word));
    let rules: &[(bool, &[&str], &str)] = &[
        (!["store", "database"].contains(&module), &["sqlx::query", "QueryBuilder"], "SQL belongs into src/store"),
        (module == "domain", &[".await", "async fn", "tracing::", "std::fs", "std::env"], "the ground is pure"),
        (
            module == "store",
            &[".begin()", ".commit()", "now()", "app.now"],
            "the caller owns the transaction and the time",
        ),
    ];
    for (applies, words, why) in rules {
        for word in words.iter().filter(|word| *applies && says(word)) {
            faults.push(format!("{path} has `{word}`, but {why}"));
        }
    }
    faults
}

/// Every Rust file of ours.
fn repository() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders: Vec<_> = ["src", "tests", "benches"].iter().map(|name| root.join(name)).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let entry = entry.unwrap().path();
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                let name = entry.strip_prefix(root).unwrap().to_str().unwrap();
                files.push(File::new(name, &fs::read_to_string(&entry).unwrap()));
            }
        }
    }
    files
}

#[test]
fn the_house_keeps_its_rules() {
    let files = repository();
    assert!(files.len() > 50, "only {} files were found", files.len());
    let faults = faults(&files);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn each_rule_finds_its_breach() {
    let long = "//! A.\n".repeat(401);
    for (what, path, text, want) in [
        ("no sentence", "src/app.rs", "use std::fs;\n", "does not open with"),
        ("too long", "tests/it/a.rs", long.as_str(), "has 401 lines"),
        ("an unknown module", "src/helpers.rs", "//! A.\n", "on no floor"),
        ("upwards", "src/store/a.rs", "//! A.\nuse crate::http::error::Error;\n", "uses `crate::http::error::Error`"),
        ("upwards, inline", "src/domain/a.rs", "//! A.\nfn a() { crate::store::a() }\n", "uses `crate::store::a`"),
        ("upwards, in a group", "src/channels/a.rs", "//! A.\nuse crate::{domain, app};\n", "uses `crate::app`"),
        ("sideways", "src/ingest/a.rs", "//! A.\nuse crate::channels::Channel;\n", "uses `crate::channels::Channel`"),
        ("more than allowed", "src/recorder/a.rs", "//! A.\nuse crate::app::App;\n", "uses `crate::app::App`"),
        ("SQL on the roof", "src/http/a.rs", "//! A.\nsqlx::query!(\"select 1\");\n", "SQL belongs into"),
        ("waiting on the ground", "src/domain/a.rs", "//! A.\nasync fn a() {}\n", "the ground is pure"),
        ("the time in SQL", "src/store/a.rs", "//! A.\nlet sql = \"select now()\";\n", "the caller owns"),
        ("a transaction", "src/store/a.rs", "//! A.\nconn.begin().await;\n", "the caller owns"),
    ] {
        let found = of_file(&File::new(path, text));
        assert!(found.len() == 1 && found[0].contains(want), "{what}: {found:?}");
    }
    let fine = "//! A.\n// crate::http in a comment\nuse crate::domain::id::Ids;\n#[cfg(test)]\nuse crate::http::error::Error;\n";
    assert!(of_file(&File::new("src/store/a.rs", fine)).is_empty());
    let many: Vec<File> = (0..10).map(|n| File::new(&format!("tests/{n}.rs"), &"//! A.\n".repeat(301))).collect();
    assert!(faults(&many)[0].contains("more than 300"));
}
