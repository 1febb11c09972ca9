//! Asks the conditions that have an index of their own whom they mean, before the list is read.

use std::collections::HashSet;

use sqlx::PgConnection;
use uuid::Uuid;

use super::candidates;
use super::conditions::Conditions;
use crate::domain::filter::{CustomerIs, Filter, Keys};
use crate::store::search;

/// Up to so many conversations are gathered: some milliseconds for the most.
pub(super) const FEW: i64 = 2000;

/// How thoroughly to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effort {
    /// For few conversations, however many there are.
    Few,
    /// For all of them.
    All,
}

/// How much is left to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Narrowed {
    /// A condition means nothing that exists.
    Nothing,
    /// The conditions name the conversations.
    Few,
    /// No condition means few.
    Many,
}

/// Puts into `conditions` what was learnt; conditions that mean too many stay to be asked of each row.
pub(super) async fn narrow(
    conn: &mut PgConnection,
    project: Uuid,
    filter: &Filter,
    conditions: &mut Conditions,
    effort: Effort,
) -> sqlx::Result<Narrowed> {
    let few = if effort == Effort::All { i64::MAX } else { FEW };
    let limit = few.saturating_add(1);
    let is_few = |ids: &[Uuid]| i64::try_from(ids.len()).is_ok_and(|count| count <= few);
    let mut named = Named::default();
    if let Some(thread) = &filter.thread {
        let ids = candidates::by_thread(conn, project, thread, limit).await?;
        conditions.thread = if is_few(&ids) { named.all(ids) } else { Some(thread.clone()) };
    }
    if let Some(score) = &filter.score {
        let ids = candidates::by_score(conn, project, score, limit).await?;
        conditions.score = if is_few(&ids) { named.all(ids) } else { Some(score.clone()) };
    }
    if conditions.cost != (None, None) {
        let ids = candidates::by_cost(conn, project, conditions.cost, limit).await?;
        if is_few(&ids) {
            named.all::<()>(ids);
        }
    }
    if let Some(variable) = &filter.variable {
        let ids = candidates::by_variable(conn, project, variable, limit).await?;
        // What had the value once need not have it now, so the condition stays.
        conditions.variable = Some(variable.clone());
        if is_few(&ids) {
            named.all::<()>(ids);
        }
    }
    if let Some(customer) = &filter.customer {
        let (ids, aliases) = customers(conn, project, customer, limit).await?;
        if is_few(&ids) {
            named.customers = true;
            named.nothing |= ids.is_empty();
            (conditions.customers, conditions.aliases) = (Some(ids), None);
        } else {
            conditions.aliases = aliases;
        }
    }
    if let Some(text) = &filter.text
        && !named.nothing
    {
        let found = search::find(conn, project, text, few).await?;
        conditions.texts = (!found.conditions.is_empty()).then_some(found.conditions);
        if let Some(ids) = found.conversations {
            named.all::<()>(ids);
        }
    }
    let few = named.ids.is_some() || named.customers || filter.external_identifier.is_some();
    conditions.ids = named.ids.map(Vec::from_iter);
    Ok(match (named.nothing, few) {
        (true, _) => Narrowed::Nothing,
        (false, true) => Narrowed::Few,
        (false, false) => Narrowed::Many,
    })
}

/// The conversations that all conditions asked so far name.
#[derive(Default)]
struct Named {
    ids: Option<HashSet<Uuid>>,
    customers: bool,
    nothing: bool,
}

impl Named {
    /// Keeps those that are also among `ids`. Returns what the condition that named all of them still demands: nothing.
    fn all<T>(&mut self, ids: Vec<Uuid>) -> Option<T> {
        let ids: HashSet<Uuid> = ids.into_iter().collect();
        let kept = match self.ids.take() {
            Some(known) => known.intersection(&ids).copied().collect(),
            None => ids,
        };
        self.nothing |= kept.is_empty();
        self.ids = Some(kept);
        None
    }
}

/// The customers who are meant and, should they be too many, how to recognise one.
async fn customers(
    conn: &mut PgConnection,
    project: Uuid,
    customer: &CustomerIs,
    limit: i64,
) -> sqlx::Result<(Vec<Uuid>, Option<(Vec<String>, Keys)>)> {
    let (kinds, keys) = match customer {
        CustomerIs::Username(name) => {
            return Ok((candidates::customers_by_username(conn, project, name, limit).await?, None));
        }
        CustomerIs::Phone(keys) => (vec!["phone".to_owned()], keys),
        CustomerIs::User(keys) => (vec!["wa_user".to_owned(), "wa_parent".to_owned()], keys),
    };
    let ids = candidates::customers_by_alias(conn, project, &kinds, keys, limit).await?;
    Ok((ids, Some((kinds, keys.clone()))))
}
