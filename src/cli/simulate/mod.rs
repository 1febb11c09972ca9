//! `verbatim simulate whatsapp`: believable signed webhooks, for a first look, a load or a demonstration.

mod script;
mod send;
mod traffic;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use rand::SeedableRng as _;
use rand::rngs::StdRng;

use super::welcome;
use crate::app::Clock;
use crate::config::Config;

/// What to imitate.
#[derive(Subcommand)]
pub(super) enum Command {
    /// Send what Meta would send while customers chat on a WhatsApp number.
    Whatsapp(Whatsapp),
}

/// Options of the simulation.
#[derive(Args)]
pub(super) struct Whatsapp {
    /// The webhook to send to [default: this installation's].
    #[arg(long)]
    url: Option<String>,
    /// The app secret that signs [default: the demo sender's, from the data directory].
    #[arg(long, env = "VERBATIM_SIMULATE_SECRET", hide_env_values = true)]
    secret: Option<String>,
    /// Meta's id of the business number [default: the demo sender's].
    #[arg(long)]
    phone_number_id: Option<String>,
    /// How many customers chat.
    #[arg(long, default_value_t = 12)]
    customers: u32,
    /// How many turns each customer takes.
    #[arg(long, default_value_t = 4)]
    turns: u32,
    /// Deliveries a second; 0 sends as fast as they are acknowledged.
    #[arg(long, default_value_t = 20)]
    rate: u32,
    /// Deliveries in flight at once.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Share of deliveries that come a second time, 0 to 1.
    #[arg(long, default_value_t = 0.05)]
    duplicates: f64,
    /// How far a delivery may overtake others; 0 keeps the order.
    #[arg(long, default_value_t = 3)]
    disorder: usize,
    /// The same number gives the same chats.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Runs the simulation.
pub(super) async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    let Command::Whatsapp(options) = command;
    anyhow::ensure!((0.0..=1.0).contains(&options.duplicates), "--duplicates: expected 0 to 1");
    let demo = welcome::demo(&config.data_dir);
    let secret = options
        .secret
        .or_else(|| demo.as_ref().map(|demo| demo.app_secret.clone()))
        .context("no app secret: give --secret, or run it beside an installation that was started once")?;
    let phone_number_id = options
        .phone_number_id
        .or_else(|| demo.as_ref().map(|demo| demo.phone_number_id.clone()))
        .context("no business number: give --phone-number-id")?;
    // The address of the first start rather than that of the settings: `serve` may have been told another one.
    let url = options.url.or_else(|| demo.map(|demo| demo.webhook_url));
    let url = url.unwrap_or_else(|| format!("http://{}/webhooks/whatsapp", config.listen));
    let mut random = StdRng::seed_from_u64(options.seed);
    let plan = traffic::Plan {
        phone_number_id,
        customers: options.customers,
        turns: options.turns,
        duplicates: options.duplicates,
        disorder: options.disorder,
        now: Clock::system().now(),
    };
    let deliveries = traffic::deliveries(&plan, &mut random);
    send::all(&url, &secret, deliveries, options.rate, options.connections).await
}
