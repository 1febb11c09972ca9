//! Reads through what belongs to no conversation, for persons who are to be forgotten.

use std::collections::HashSet;

use uuid::Uuid;

use crate::app::App;
use crate::store::erasure::{deliveries, strays};

/// Deliveries in memory at once; each has at most a few megabytes and most have a kilobyte.
const PAGE: i64 = 100;

/// External ids are at least this long; shorter words are something else.
const SHORTEST_ID: usize = 12;

/// Empties deliveries and deletes notices that name one of these aliases, and statuses that only they told of; returns
/// how many deliveries. Doing it again finds nothing more.
pub(super) async fn erase(app: &App, project: Uuid, aliases: &[String]) -> sqlx::Result<u64> {
    if aliases.is_empty() {
        return Ok(0);
    }
    let aliases: HashSet<&[u8]> = aliases.iter().map(String::as_bytes).collect();
    Ok(notices(app, project, &aliases).await? + raw(app, project, &aliases).await?)
}

async fn notices(app: &App, project: Uuid, aliases: &HashSet<&[u8]>) -> sqlx::Result<u64> {
    let mut conn = app.pool.acquire().await?;
    let (mut after, mut wiped) = (Uuid::nil(), 0);
    loop {
        let page = strays::notices(&mut conn, project, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(wiped) };
        after = last.id;
        let named: Vec<Uuid> = page.iter().filter(|stray| names(&stray.body, aliases)).map(|stray| stray.id).collect();
        if !named.is_empty() {
            // The deliveries first: without the notice they would not be found again.
            let brought = strays::deliveries_of_notices(&mut conn, project, &named).await?;
            wiped += deliveries::wipe(&mut conn, project, &brought).await?;
            strays::delete_notices(&mut conn, project, &named).await?;
        }
    }
}

async fn raw(app: &App, project: Uuid, aliases: &HashSet<&[u8]>) -> sqlx::Result<u64> {
    let mut conn = app.pool.acquire().await?;
    let (mut after, mut wiped) = (Uuid::nil(), 0);
    loop {
        let page = strays::deliveries(&mut conn, project, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(wiped) };
        after = last.id;
        let named: Vec<_> = page.into_iter().filter(|stray| names(&stray.body, aliases)).collect();
        if !named.is_empty() {
            let external_ids: Vec<String> = named
                .iter()
                .flat_map(|stray| words(&stray.body))
                .filter(|word| word.len() >= SHORTEST_ID)
                .filter_map(|word| String::from_utf8(word).ok())
                .filter(|word| !word.contains('\0'))
                .collect();
            strays::delete_statuses(&mut conn, project, &external_ids).await?;
            strays::delete_pricing(&mut conn, project, &external_ids).await?;
            let ids: Vec<Uuid> = named.iter().map(|stray| stray.id).collect();
            deliveries::notices(&mut conn, project, &ids).await?;
            wiped += deliveries::wipe(&mut conn, project, &ids).await?;
        }
    }
}

fn names(body: &[u8], aliases: &HashSet<&[u8]>) -> bool {
    words(body).iter().any(|word| {
        let bare = word.strip_prefix(b"+").unwrap_or(word);
        aliases.contains(word.as_slice()) || aliases.contains(bare)
    })
}

/// The words of a JSON text as far as an alias or id can be one: what stands between quotes, colons, commas, brackets
/// and white space; backslashes do not count, since some writers escape the `/` of ids.
fn words(body: &[u8]) -> Vec<Vec<u8>> {
    let is_between = |byte: u8| byte.is_ascii_whitespace() || b"\":,{}[]".contains(&byte);
    let mut words = vec![Vec::new()];
    for byte in body.iter().copied().filter(|byte| *byte != b'\\') {
        match words.last_mut() {
            Some(word) if !is_between(byte) => word.push(byte),
            Some(word) if word.is_empty() => {}
            _ => words.push(Vec::new()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{names, words};

    #[test]
    fn an_alias_is_found_as_a_whole_word_of_the_json() {
        let aliases = [b"15551230001".as_slice(), b"US.134"].into_iter().collect();
        for (what, body, want) in [
            ("a string", r#"{"wa_id":"15551230001"}"#, true),
            ("a number", r#"{"from": 15551230001}"#, true),
            ("with its plus", r#"{"to":"+15551230001"}"#, true),
            ("a user id", r#"[ "US.134" ]"#, true),
            ("part of another number", r#"{"wa_id":"155512300011"}"#, false),
            ("part of another id", r#"{"id":"US.1345"}"#, false),
            ("nothing", "", false),
        ] {
            assert_eq!(names(body.as_bytes(), &aliases), want, "{what}");
        }
        let escaped = words(br#"{"id":"wamid.HBg\/x=="}"#);
        assert!(escaped.contains(&b"wamid.HBg/x==".to_vec()));
    }
}
