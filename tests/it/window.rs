//! The same set of deliveries gives the same record, window and counters, in whatever order, batches and repeats they
//! come: random sequences against a plain model.

use futures::future::join_all;
use proptest::collection::SizeRange;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use serde_json::Value;
use time::{Duration, OffsetDateTime};
use verbatim::domain::customer::IdentityKind;
use verbatim::domain::event::{ConversationRef, Delivered, Event, EventKind};
use verbatim::domain::message::{Message, Role};
use verbatim::jobs::index_search;
use verbatim::recorder::Intake;

use crate::support::app::{NOON, TestApp};
use crate::support::facts::contradictions;
use crate::support::said::Said;

/// Something that a delivery tells.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    /// The customer writes.
    Text,
    /// The customer calls.
    Call,
    /// The customer reacts: kept, but neither a message nor a reason to open the window.
    Reaction,
    /// Somebody answers from the app on the phone.
    Echo,
    /// The assistant answers.
    Answer,
    /// What became of an answer or echo.
    Status(&'static str),
}

/// By which alias the delivery names the customer; all belong to one person.
#[derive(Clone, Copy, Debug)]
enum Named {
    Phone,
    UserId,
    Both,
}

#[derive(Clone, Debug)]
struct Step {
    act: Act,
    named: Named,
    /// Of the platform's clock, minutes from noon: late, early and from the future.
    minute: i64,
    /// When it arrived, minutes from noon.
    arrived: i64,
    /// Of which earlier or later step a status speaks.
    of: usize,
}

fn step() -> impl Strategy<Value = Step> {
    let act = prop_oneof![
        4 => Just(Act::Text),
        1 => Just(Act::Call),
        1 => Just(Act::Reaction),
        1 => Just(Act::Echo),
        2 => Just(Act::Answer),
        3 => prop::sample::select(vec!["sent", "delivered", "read", "failed", "pondered"]).prop_map(Act::Status),
    ];
    let named = prop_oneof![2 => Just(Named::Phone), 2 => Just(Named::UserId), 1 => Just(Named::Both)];
    (act, named, -3000i64..3000, 0i64..120, 0usize..1000).prop_map(|(act, named, minute, arrived, of)| Step {
        act,
        named,
        minute,
        arrived,
        of,
    })
}

/// Steps in the order of their telling and, for the second telling, an order with repeats and the sizes of batches.
fn story() -> impl Strategy<Value = (Vec<Step>, Vec<usize>, Vec<usize>)> {
    prop::collection::vec(step(), SizeRange::from(1..12)).prop_flat_map(|mut steps| {
        // The last step shows that both names are one person's, so that there is one conversation in the end.
        steps.push(Step { act: Act::Text, named: Named::Both, minute: -100, arrived: 0, of: 0 });
        let every: Vec<usize> = (0..steps.len()).collect();
        let orders = prop::collection::vec(0..steps.len(), 0..6).prop_flat_map(move |repeats| {
            let mut order = every.clone();
            order.extend(repeats);
            Just(order).prop_shuffle()
        });
        (Just(steps), orders, prop::collection::vec(1usize..4, 20))
    })
}

fn at(minute: i64) -> OffsetDateTime {
    NOON + Duration::minutes(minute)
}

fn event(app: &TestApp, person: u64, steps: &[Step], index: usize) -> Event {
    let step = &steps[index];
    let (role, kind) = match step.act {
        Act::Text => (Role::User, "text"),
        Act::Call => (Role::User, "call"),
        Act::Reaction => (Role::User, "reaction"),
        Act::Echo => (Role::Operator, "text"),
        Act::Answer => (Role::Assistant, "text"),
        Act::Status(word) => {
            let delivered = Delivered {
                channel: app.channel,
                external_id: external_id(person, step.of % steps.len()),
                participant: String::new(),
                status: word.to_owned(),
                at: at(step.minute),
                errors: None,
                error: (word == "failed").then(|| "131047".to_owned()),
                pricing: None,
                opaque: None,
            };
            let conversation = ConversationRef::Nowhere;
            return Event { project: app.project, conversation, kind: EventKind::Delivered(delivered) };
        }
    };
    let mut message = Message::new(role, kind, &format!("step {index}"), at(step.minute));
    message.external_id = Some(external_id(person, index));
    if role == Role::Assistant {
        message.usage.input_tokens = 10;
        message.model = Some("demo".to_owned());
        message.cost = Some(verbatim::domain::money::Nanos(7));
    }
    let phone = (IdentityKind::Phone, format!("1555{person:07}"));
    let user_id = (IdentityKind::WaUser, format!("US.{person}"));
    let identities = match step.named {
        Named::Phone => vec![phone],
        Named::UserId => vec![user_id],
        Named::Both => vec![phone, user_id],
    };
    Said { identities, message, received_at: None, delivered: false }.event(app, at(step.arrived))
}

fn external_id(person: u64, index: usize) -> String {
    format!("wamid.{person}.{index}")
}

/// Tells the steps in an order, three batches at a time.
async fn tell(app: &TestApp, person: u64, steps: &[Step], order: &[usize], sizes: &[usize]) {
    let mut rest = order;
    let mut batches = Vec::new();
    for size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (batch, behind) = rest.split_at((*size).min(rest.len()));
        rest = behind;
        let events = batch.iter().map(|index| event(app, person, steps, *index)).collect();
        batches.push(Intake { project: app.project, delivery: None, events, received_at: app.app.now() });
    }
    let mut batches = batches.into_iter().peekable();
    while batches.peek().is_some() {
        let together = batches.by_ref().take(3).map(|intake| app.record(intake));
        for result in join_all(together).await {
            result.unwrap();
        }
    }
}

/// The person's conversation and the state of their messages, without what no two records share.
async fn record(app: &TestApp, person: u64) -> (Vec<Value>, Vec<Value>) {
    let conversations = sqlx::query_scalar(
        "select to_jsonb(c) - '{id,thread_key,customer_id}'::text[]
         from conversations c join customer_identities i using (project_id, customer_id)
         where i.kind = 'phone' and i.value = $1",
    )
    .bind(format!("1555{person:07}"))
    .fetch_all(app.pool())
    .await
    .unwrap();
    let messages = sqlx::query_scalar(
        "select jsonb_build_array(split_part(external_id, '.', 3), status, status_at, error) from messages
         where external_id like $1 order by external_id",
    )
    .bind(format!("wamid.{person}.%"))
    .fetch_all(app.pool())
    .await
    .unwrap();
    (conversations, messages)
}

/// What the window rule says of the steps, in plain words: the newest customer message or call, no later than it
/// arrived, and 24 hours.
fn closes_at(steps: &[Step]) -> OffsetDateTime {
    let opens = steps.iter().filter(|step| matches!(step.act, Act::Text | Act::Call));
    opens.map(|step| at(step.minute.min(step.arrived))).max().unwrap() + Duration::hours(24)
}

async fn check(app: &TestApp, person: u64, story: (Vec<Step>, Vec<usize>, Vec<usize>)) -> Result<(), TestCaseError> {
    let (steps, order, sizes) = story;
    let straight: Vec<usize> = (0..steps.len()).collect();
    tell(app, person, &steps, &straight, &[1]).await;
    tell(app, person + 1, &steps, &order, &sizes).await;
    // Sets right by how many messages a conversation is listed, which the recorder leaves behind.
    index_search::run(&app.app, 0).await.unwrap();
    let (first, second) = (record(app, person).await, record(app, person + 1).await);
    prop_assert_eq!(first.0.len(), 1);
    prop_assert_eq!(&first, &second);
    let conversation = &first.0[0];
    let counted = |acts: &[Act]| steps.iter().filter(|step| acts.contains(&step.act)).count();
    prop_assert_eq!(&conversation["message_count"], counted(&[Act::Text, Act::Echo, Act::Answer]));
    prop_assert_eq!(&conversation["listed_message_count"], &conversation["message_count"]);
    prop_assert_eq!(&conversation["user_message_count"], counted(&[Act::Text]));
    let stored = conversation["window_closes_at"].as_str().unwrap();
    let stored = OffsetDateTime::parse(stored, &time::format_description::well_known::Rfc3339).unwrap();
    prop_assert_eq!(stored, closes_at(&steps));
    prop_assert_eq!(contradictions(app.pool()).await, Vec::<String>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn any_order_of_deliveries_gives_the_record_and_window_of_the_model() {
    let app = TestApp::new().await;
    let handle = tokio::runtime::Handle::current();
    let mut runner =
        TestRunner::new(Config { cases: 60, max_shrink_iters: 100, failure_persistence: None, ..Config::default() });
    let next = std::cell::Cell::new(0);
    let result = tokio::task::block_in_place(|| {
        runner.run(&story(), |story| {
            let person = next.replace(next.get() + 2);
            handle.block_on(check(&app, person, story))
        })
    });
    if let Err(TestError::Fail(reason, story)) = result {
        panic!("{reason}\n{story:#?}");
    }
    result.unwrap();
}
