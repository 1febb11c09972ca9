//! What comes into the binary from others: its licences, its sources, and what is banned, as `deny.toml` says.

use std::collections::BTreeSet;
use std::process::Command;

use figment::Figment;
use figment::providers::{Format as _, Toml};
use serde_json::Value;

fn list(key: &str) -> BTreeSet<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml");
    Figment::from(Toml::file_exact(path)).extract_inner(key).unwrap()
}

/// The packages that are built for this machine, from the lock file.
fn packages() -> Vec<Value> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let said = String::from_utf8(rustc.stdout).unwrap();
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// Whether one of the choices that an expression offers is allowed as a whole. `AND` binds before `OR`; an old
/// expression says `/` for `OR`; parentheses do not nest in what crates write.
fn allowed(expression: &str, allow: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ");
    if let Some((before, rest)) = expression.split_once('(') {
        let Some((inner, after)) = rest.split_once(')') else { return false };
        // A group stands for any licence that is allowed, or for one that is not.
        let stand_in = if allowed(inner, allow) { allow.first().map_or("", String::as_str) } else { "refused" };
        return allowed(&format!("{before}{stand_in}{after}"), allow);
    }
    expression.split(" OR ").any(|choice| choice.split(" AND ").all(|licence| allow.contains(licence.trim())))
}

#[test]
fn every_dependency_has_a_licence_that_we_may_pass_on() {
    let (allow, packages) = (list("licenses.allow"), packages());
    assert!(packages.len() > 100, "only {} packages", packages.len());
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(|licence| allowed(licence, &allow)))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "not in deny.toml's licenses.allow: {refused:#?}");
}

#[test]
fn every_dependency_comes_from_the_registry_and_none_is_banned() {
    let banned = list("bans.deny");
    for package in packages() {
        let (name, source) = (package["name"].as_str().unwrap(), &package["source"]);
        assert!(!banned.contains(name), "{name} is banned in deny.toml");
        let registry = source == "registry+https://github.com/rust-lang/crates.io-index";
        assert!(registry || (source.is_null() && name == "verbatim"), "{name} comes from {source}");
    }
}

#[test]
fn licence_expressions_are_read_as_they_are_meant() {
    let allow =
        BTreeSet::from(["MIT".to_owned(), "Apache-2.0".to_owned(), "Apache-2.0 WITH LLVM-exception".to_owned()]);
    for (expression, want) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("GPL-3.0-only OR MIT", true),
        ("GPL-3.0-only/MIT", true),
        ("GPL-3.0-only / Apache-2.0", true),
        ("MIT AND GPL-3.0-only", false),
        ("MIT AND GPL-3.0-only OR Apache-2.0", true),
        ("(MIT OR GPL-3.0-only) AND Apache-2.0", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0-only", false),
        ("(GPL-3.0-only OR AGPL-3.0-only) AND MIT", false),
        ("(MIT OR Apache-2.0", false),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("Apache-2.0 WITH GCC-exception", false),
        ("", false),
    ] {
        assert_eq!(allowed(expression, &allow), want, "{expression}");
    }
}
