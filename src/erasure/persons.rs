//! Erasing a person: all conversations, on all channels, of whoever is known by an alias.

use sqlx::Connection as _;
use uuid::Uuid;

use super::{Erased, Order, conversations, strays};
use crate::app::App;
use crate::domain::customer::{Identity, IdentityKind};
use crate::store;
use crate::store::erasure::persons as people;

/// How a person is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alias {
    /// A phone number, a platform's user id, or a site's own id of a visitor.
    Identity(Identity),
    /// A user name with its `@`; several persons may have used it.
    Username(String),
}

impl Alias {
    fn kind(&self) -> &'static str {
        match self {
            Self::Identity(identity) => identity.kind.as_str(),
            Self::Username(_) => "username",
        }
    }

    fn value(&self) -> &str {
        match self {
            Self::Identity(identity) => &identity.value,
            Self::Username(name) => name,
        }
    }
}

/// Who is known by an alias and what they said.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// More than one where customers were never seen to be the same person.
    pub customers: Vec<Uuid>,
    /// In the order of their ids.
    pub conversations: Vec<Uuid>,
}

/// Finds the person of an alias; a WhatsApp user id may also be a parent's.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(app: &App, order: &Order, alias: &Alias) -> sqlx::Result<Person> {
    let project = order.project.0;
    let mut conn = app.pool.acquire().await?;
    let mut customers = people::named(&mut conn, project, alias.kind(), alias.value()).await?;
    if alias.kind() == IdentityKind::WaUser.as_str() {
        let parent = IdentityKind::WaParent.as_str();
        customers.extend(people::named(&mut conn, project, parent, alias.value()).await?);
        customers.sort();
        customers.dedup();
    }
    let conversations = people::conversations(&mut conn, project, &customers).await?;
    Ok(Person { customers, conversations })
}

/// Erases a person; returns what went and the id of the audit row that certifies it, which names nobody.
///
/// # Errors
/// When the database does not answer; asking again erases the rest.
pub async fn person(app: &App, order: &Order, alias: &Alias, person: &Person) -> sqlx::Result<(Erased, Uuid)> {
    let project = order.project.0;
    let mut erased = conversations(app, order, &person.conversations).await?;
    // Also where nobody is known by the alias: a status may name somebody who never wrote.
    let mut conn = app.pool.acquire().await?;
    let mut aliases = people::parting_aliases(&mut conn, project, &person.customers, &[]).await?;
    drop(conn);
    // A site's own id of somebody, such as `42`, stands in anybody's words.
    if alias.kind() != IdentityKind::Visitor.as_str() {
        aliases.push(alias.value().to_owned());
    }
    erased.deliveries += strays::erase(app, project, &aliases).await?;

    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    people::lock(&mut tx, project, &person.customers).await?;
    erased.customers += people::part(&mut tx, project, &person.customers).await?;
    let subject = match person.customers.as_slice() {
        [only] => format!("customer:{only}"),
        _ => "customers".to_owned(),
    };
    let certificate = app.id();
    let mut detail = erased.detail();
    detail["by"] = alias.kind().into();
    store::audit::insert(&mut tx, certificate, &order.entry(subject, detail), app.now()).await?;
    tx.commit().await?;
    Ok((erased, certificate))
}
