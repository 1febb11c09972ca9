//! What each model took of a conversation that was traced.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::Refusals;
use super::record::Usage;
use crate::app::App;
use crate::domain::money::Nanos;
use crate::domain::usage;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::Path;
use crate::store;
use crate::store::traces::read;

/// What models took.
#[derive(Debug, Serialize, ToSchema)]
pub struct Models {
    /// By name of the model.
    data: Vec<ModelUse>,
}

/// What one model took.
#[derive(Debug, Serialize, ToSchema)]
pub struct ModelUse {
    /// The model; null where nobody said.
    #[schema(example = "gpt-4o-2024-08-06")]
    model: Option<String>,
    /// Who runs it.
    #[schema(example = "openai")]
    provider: Option<String>,
    /// How often it was asked.
    #[schema(example = 3)]
    calls: u64,
    /// Tokens.
    usage: Usage,
    /// What is known of its cost; null where nothing is.
    #[schema(value_type = Option<f64>, example = 0.0125)]
    cost: Option<Nanos>,
}

/// A row as it is kept with each trace.
#[derive(Debug, Deserialize)]
struct Kept {
    model: Option<String>,
    provider: Option<String>,
    calls: u64,
    usage: usage::Usage,
    cost_nanos: Option<i64>,
}

#[derive(Debug, Default)]
struct Sum {
    calls: u64,
    tokens: [i64; 5],
    cost: Option<i64>,
}

impl Sum {
    fn add(&mut self, row: &Kept) {
        let took = &row.usage;
        let more = [
            took.input_tokens,
            took.output_tokens,
            took.cache_read_tokens,
            took.cache_write_tokens,
            took.reasoning_tokens,
        ];
        self.calls += row.calls;
        for (all, more) in self.tokens.iter_mut().zip(more) {
            *all += i64::from(more);
        }
        if let Some(cost) = row.cost_nanos {
            self.cost = Some(self.cost.unwrap_or(0).saturating_add(cost));
        }
    }
}

/// Lists what each model took in the traces of a conversation.
#[utoipa::path(get, path = "/conversations/{id}/models", tag = "traces",
    params(("id" = Uuid, Path, description = "The conversation")),
    responses(
        (status = 200, description = "The models", body = Models),
        (status = 404, description = "There is none of this id in the key's project", body = Problem,
            content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn list(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<Json<Models>, Error> {
    let mut conn = app.pool.acquire().await?;
    let kept = read::models(&mut conn, caller.project.0, id).await?;
    if kept.is_empty() && !store::facts::exists(&mut conn, caller.project.0, id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let mut sums: BTreeMap<_, Sum> = BTreeMap::new();
    for row in kept.into_iter().filter_map(|rows| serde_json::from_value::<Vec<Kept>>(rows).ok()).flatten() {
        sums.entry((row.model.clone(), row.provider.clone())).or_default().add(&row);
    }
    let data = sums.into_iter().map(|((model, provider), sum)| ModelUse {
        model,
        provider,
        calls: sum.calls,
        usage: Usage::of(sum.tokens),
        cost: sum.cost.map(Nanos),
    });
    Ok(Json(Models { data: data.collect() }))
}
