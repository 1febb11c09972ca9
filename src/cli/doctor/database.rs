//! The database: there, recent, durable, up to date, of the same time, and its secrets ours to open.

use sqlx::{Connection as _, PgConnection};

use super::{Finding, secrets};
use crate::app::Clock;
use crate::config::Config;
use crate::database::{self, Database, Schema};
use crate::start::database_settings;
use crate::store::server::{self, Server};

/// Windows and retention are counted in hours; a minute apart nobody notices, more shows that a clock runs free.
const SKEW: time::Duration = time::Duration::seconds(60);

const OLDEST: i32 = 150_000;

pub(super) async fn check(config: &Config, clock: &Clock) -> Vec<Finding> {
    let settings = database_settings(config);
    match Database::installed(&settings) {
        Err(error) => return vec![Finding::fail("there is no Postgres to run", error.to_string())],
        // Looking must not make a cluster; the first start does.
        Ok(Some((major, dir))) if !Database::exists(&settings) => {
            let what = format!("PostgreSQL {major} in {} will make a cluster on the first start", dir.display());
            return vec![Finding::ok(what)];
        }
        Ok(_) => {}
    }
    let database = match Database::open(&settings).await {
        Ok(database) => database,
        Err(error) => return vec![Finding::fail("the database does not open", error.to_string())],
    };
    let findings = match PgConnection::connect(database.url()).await {
        Ok(mut conn) => look(config, clock, &mut conn).await,
        Err(error) => {
            let mend = "check that it runs, and that DATABASE_URL names its host, user and password";
            vec![Finding::fail(format!("the database cannot be reached ({error})"), mend)]
        }
    };
    database.stop().await;
    findings
}

async fn look(config: &Config, clock: &Clock, conn: &mut PgConnection) -> Vec<Finding> {
    let before = clock.now();
    let server = match server::describe(conn).await {
        Ok(server) => server,
        Err(error) => return vec![Finding::fail(format!("the database does not answer ({error})"), "look at its log")],
    };
    let took = clock.now() - before;
    let mut findings = vec![version(&server), durability(&server), skew(server.now - before - took / 2)];
    match database::schema(conn).await {
        Ok(schema) => {
            let usable = matches!(schema, Schema::Current(_));
            findings.push(of_schema(schema));
            if usable {
                findings.push(secrets::check(config, conn).await);
            }
        }
        Err(error) => {
            let what = format!("the schema cannot be read ({error})");
            findings.push(Finding::fail(what, "grant this user access to it"));
        }
    }
    findings
}

fn version(server: &Server) -> Finding {
    let found = format!("PostgreSQL {}.{}", server.version / 10_000, server.version % 10_000);
    if server.version >= OLDEST {
        Finding::ok(format!("the database is {found}"))
    } else {
        Finding::fail(format!("the database is {found}"), "use PostgreSQL 15 or newer")
    }
}

fn durability(server: &Server) -> Finding {
    let off: Vec<&str> = [
        ("fsync", server.fsync),
        ("synchronous_commit", server.synchronous_commit),
        ("full_page_writes", server.full_page_writes),
    ]
    .into_iter()
    .filter_map(|(name, on)| (!on).then_some(name))
    .collect();
    if off.is_empty() {
        return Finding::ok(
            "fsync, synchronous_commit and full_page_writes are on: what is acknowledged survives a power cut",
        );
    }
    let names = off.join(" and ");
    Finding::fail(
        format!("{names} off: a power cut loses acknowledged messages"),
        format!("set {names} to on in the database"),
    )
}

fn skew(skew: time::Duration) -> Finding {
    let what = format!("the clocks of this machine and the database are {:.1} s apart", skew.as_seconds_f64().abs());
    if skew.abs() <= SKEW { Finding::ok(what) } else { Finding::fail(what, "set both by NTP") }
}

fn of_schema(schema: Schema) -> Finding {
    match schema {
        Schema::Current(count) => Finding::ok(format!("the schema is up to date ({count} migrations)")),
        Schema::Behind(missing) => Finding::warn(
            format!("{missing} migrations are not applied yet"),
            "run `verbatim migrate`, or let the next `verbatim serve` do it",
        ),
        Schema::Ahead(versions) => Finding::fail(
            format!("the schema is of a newer Verbatim (migrations {versions:?})"),
            "run that version; a schema does not go back",
        ),
        Schema::Differs(version) => Finding::fail(
            format!("migration {version} was applied from another file or broke off"),
            "restore the backup made before the upgrade, or run the version that applied it",
        ),
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;
    use time::macros::datetime;

    use super::super::Level;
    use super::{Schema, Server, durability, of_schema, skew, version};

    fn server() -> Server {
        let now = datetime!(2026-03-01 12:00 UTC);
        Server { version: 150_014, fsync: true, synchronous_commit: true, full_page_writes: true, now }
    }

    #[test]
    fn each_fault_is_found_and_nothing_else() {
        for (what, finding, want) in [
            ("15.14", version(&server()), Level::Ok),
            ("14.9", version(&Server { version: 140_009, ..server() }), Level::Fail),
            ("durable", durability(&server()), Level::Ok),
            ("no fsync", durability(&Server { fsync: false, ..server() }), Level::Fail),
            ("asynchronous", durability(&Server { synchronous_commit: false, ..server() }), Level::Fail),
            ("torn pages", durability(&Server { full_page_writes: false, ..server() }), Level::Fail),
            ("a minute ahead", skew(Duration::seconds(60)), Level::Ok),
            ("more", skew(Duration::seconds(61)), Level::Fail),
            ("behind", skew(Duration::seconds(-61)), Level::Fail),
            ("current", of_schema(Schema::Current(1)), Level::Ok),
            ("behind", of_schema(Schema::Behind(1)), Level::Warn),
            ("ahead", of_schema(Schema::Ahead(vec![9])), Level::Fail),
            ("differs", of_schema(Schema::Differs(1)), Level::Fail),
        ] {
            assert_eq!(finding.level, want, "{what}: {finding}");
            assert_eq!(finding.mend.is_empty(), want == Level::Ok, "{what}: {finding}");
        }
    }
}
