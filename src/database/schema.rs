//! How the schema of a database compares with the migrations inside the binary.

use sqlx::PgConnection;

/// The outcome of the comparison; versions are the numbers that the files' names begin with.
#[derive(Debug, PartialEq, Eq)]
pub enum Schema {
    /// Every migration is applied, and nothing else; says how many.
    Current(usize),
    /// So many are still to be applied.
    Behind(usize),
    /// A newer program has been here: these versions are unknown to us.
    Ahead(Vec<i64>),
    /// This version was applied from a file of other content, or broke off half-way.
    Differs(i64),
}

/// Compares without changing anything.
pub async fn schema(conn: &mut PgConnection) -> sqlx::Result<Schema> {
    let kept: bool =
        sqlx::query_scalar("select to_regclass('_sqlx_migrations') is not null").fetch_one(&mut *conn).await?;
    let applied: Vec<(i64, Vec<u8>, bool)> = if kept {
        sqlx::query_as("select version, checksum, success from _sqlx_migrations order by version")
            .fetch_all(conn)
            .await?
    } else {
        Vec::new()
    };
    let ours: Vec<(i64, Vec<u8>)> =
        sqlx::migrate!("./migrations").iter().map(|file| (file.version, file.checksum.to_vec())).collect();
    Ok(compare(&ours, &applied))
}

fn compare(ours: &[(i64, Vec<u8>)], applied: &[(i64, Vec<u8>, bool)]) -> Schema {
    let known = |version: i64| ours.iter().find(|(ours, _)| *ours == version);
    let foreign: Vec<i64> = applied.iter().map(|(version, ..)| *version).filter(|v| known(*v).is_none()).collect();
    let differs =
        applied.iter().find(|(version, sum, success)| !success || known(*version).is_some_and(|(_, ours)| ours != sum));
    match (differs, foreign.is_empty(), ours.len().saturating_sub(applied.len())) {
        (Some((version, ..)), ..) => Schema::Differs(*version),
        (None, false, _) => Schema::Ahead(foreign),
        (None, true, 0) => Schema::Current(ours.len()),
        (None, true, missing) => Schema::Behind(missing),
    }
}

#[cfg(test)]
mod tests {
    use super::{Schema, compare};

    #[test]
    fn each_difference_is_told_apart() {
        let ours = [(1, vec![1]), (2, vec![2])];
        for (what, applied, want) in [
            ("all", vec![(1, vec![1], true), (2, vec![2], true)], Schema::Current(2)),
            ("none", vec![], Schema::Behind(2)),
            ("one missing", vec![(1, vec![1], true)], Schema::Behind(1)),
            ("one more", vec![(1, vec![1], true), (2, vec![2], true), (3, vec![3], true)], Schema::Ahead(vec![3])),
            ("other content", vec![(1, vec![9], true), (2, vec![2], true)], Schema::Differs(1)),
            ("half-way", vec![(1, vec![1], true), (2, vec![2], false)], Schema::Differs(2)),
        ] {
            assert_eq!(compare(&ours, &applied), want, "{what}");
        }
    }
}
