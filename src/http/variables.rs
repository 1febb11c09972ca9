//! Variables given by a caller: checked, and set only where they say something new.

use serde_json::{Map, Value};
use sqlx::PgConnection;
use time::OffsetDateTime;

use crate::domain::event::EventKind;
use crate::domain::id::{ConversationId, ProjectId};
use crate::domain::variable::{Variable, VariableSource};
use crate::domain::{json, text};
use crate::http::faults::Faults;
use crate::store;

/// Most variables in one request.
const MOST: usize = 100;

/// Longest name, in bytes.
const NAME: usize = 200;

/// Longest value as JSON, in bytes.
const VALUE: usize = 10_000;

/// Notes what is wrong with variables.
pub(super) fn check(faults: &mut Faults, variables: &Map<String, Value>) {
    if variables.len() > MOST {
        faults.add("variables", format!("has {} entries; give at most {MOST}", variables.len()));
    }
    for (name, value) in variables {
        let field = format!("variables.{}", text::cut(name, 60));
        if name.is_empty() || name.len() > NAME {
            faults.add(&field, format!("has a name of {} bytes; give 1 to {NAME}", name.len()));
        }
        let bytes = value.to_string().len();
        if bytes > VALUE {
            faults.add(&field, format!("has {bytes} bytes; give at most {VALUE}"));
        }
    }
}

/// What happened when a caller gave variables.
pub(super) fn set(variables: Map<String, Value>, at: OffsetDateTime) -> impl Iterator<Item = EventKind> {
    variables.into_iter().map(move |(name, value)| {
        EventKind::VariableSet(Variable {
            name: text::clean(&name),
            value: json::clean(value),
            source: VariableSource::Input,
            set_at: at,
            message: None,
        })
    })
}

/// Leaves those whose value is not what it already is, so that a repeated request adds nothing to the history.
pub(super) async fn changed(
    conn: &mut PgConnection,
    project: ProjectId,
    conversation: ConversationId,
    variables: Map<String, Value>,
) -> sqlx::Result<Map<String, Value>> {
    if variables.is_empty() {
        return Ok(variables);
    }
    let known = store::conversations::control::variables(conn, project.0, conversation.0).await?;
    let same = |name: &str, value: &Value| {
        let source = VariableSource::Input.as_str();
        known.iter().any(|known| known.source == source && known.name == name && known.value == *value)
    };
    Ok(variables.into_iter().filter(|(name, value)| !same(&text::clean(name), &json::clean(value.clone()))).collect())
}
