//! What may be said of a channel, and what it must be.

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::patch::Patch;
use super::sealed;
use crate::accounts::ChannelSecrets;
use crate::channels;
use crate::domain::text;
use crate::http::error::Error;
use crate::http::faults::Faults;
use crate::seal::Sealer;
use crate::store::channels::Channel as Row;

/// Secrets that may sign at the same time: the old one, the new one, and one more for a slip.
const MOST_SECRETS: usize = 3;

const NO_SECRET: &str = "is missing; without it nobody could prove to be Meta";

/// A channel to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewChannel)]
pub struct New {
    /// Its kind.
    #[serde(rename = "type")]
    #[schema(example = "whatsapp")]
    kind: String,
    /// What people call it, 1 to 100 characters.
    #[schema(example = "Shop")]
    name: String,
    /// Meta's id of the phone number; WhatsApp needs it, and it stays.
    #[schema(example = "106540352242922")]
    phone_number_id: Option<String>,
    /// Meta's id of the business account.
    #[schema(example = "102290129340398")]
    waba_id: Option<String>,
    /// The number, in any notation.
    #[schema(example = "+1 555 078 3881")]
    display_phone_number: Option<String>,
    /// The secret with which Meta signs; WhatsApp needs it.
    #[schema(example = "f00dfeed0123456789abcdef01234567")]
    app_secret: Option<String>,
    /// What Meta must present when it asks whether we are we; invent one.
    #[schema(example = "any-word-of-yours")]
    verify_token: Option<String>,
    /// The token for calls to Meta.
    access_token: Option<String>,
    /// Who answers new conversations.
    assistant_id: Option<Uuid>,
    /// How many messages it may send a second, 1 to 1,000; Meta allows 20 where the number is used in the app as well.
    #[schema(minimum = 1, maximum = 1000, default = 80)]
    messages_per_second: Option<i32>,
    /// After how many minutes without a status, 1 to 1,440, a message in doubt is sent once more by itself, at the risk
    /// that the customer gets it twice; left out, a person decides.
    #[schema(minimum = 1, maximum = 1440)]
    resend_after_minutes: Option<i32>,
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChannelChange)]
pub struct Change {
    /// What people call it.
    name: Option<String>,
    /// Meta's id of the business account; null for none.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    waba_id: Patch<String>,
    /// The number, in any notation; null for none.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    display_phone_number: Patch<String>,
    /// Who answers new conversations; null for nobody.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    assistant_id: Patch<Uuid>,
    /// How many messages it may send a second, 1 to 1,000.
    #[schema(minimum = 1, maximum = 1000)]
    messages_per_second: Option<i32>,
    /// After how many minutes without a status, 1 to 1,440, a message in doubt is sent once more by itself, at the risk
    /// that the customer gets it twice; null leaves it to a person.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    resend_after_minutes: Patch<i32>,
    /// `false` refuses deliveries for it; the platform keeps trying for days.
    enabled: Option<bool>,
    /// What Meta must present; null for none.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    verify_token: Patch<String>,
    /// The token for calls to Meta; null forgets it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    access_token: Patch<String>,
    /// A further secret that may sign, at most three at a time.
    add_app_secret: Option<String>,
    /// The fingerprint of a secret that may not sign any more; the last one stays.
    #[schema(example = "1f9a3c5e7b2d")]
    remove_app_secret: Option<String>,
}

/// How a secret is named without being shown.
pub(super) fn fingerprint(secret: &str) -> String {
    hex::encode(&Sha256::digest(secret.as_bytes())[..6])
}

impl New {
    /// The row, its secrets sealed.
    pub(super) fn row(self, id: Uuid, sealer: &Sealer, now: OffsetDateTime) -> Result<Row, Error> {
        let mut faults = Faults::default();
        if channels::find(&self.kind).is_none() {
            let known: Vec<&str> = channels::ALL.iter().map(|channel| channel.name()).collect();
            faults.add("type", format!("is none of {}", known.join(", ")));
        }
        if self.phone_number_id.is_none() {
            faults.add("phone_number_id", "is missing; it tells whose deliveries are whose");
        }
        if self.app_secret.is_none() {
            faults.add("app_secret", NO_SECRET);
        }
        secret(&mut faults, "app_secret", self.app_secret.as_deref());
        secret(&mut faults, "verify_token", self.verify_token.as_deref());
        secret(&mut faults, "access_token", self.access_token.as_deref());
        let secrets = ChannelSecrets {
            app_secrets: self.app_secret.into_iter().collect(),
            verify_token: self.verify_token,
            access_token: self.access_token,
        };
        let row = Row {
            id,
            kind: self.kind,
            name: self.name,
            phone_number_id: self.phone_number_id,
            waba_id: self.waba_id,
            display_phone_number: self.display_phone_number,
            secrets: secrets.seal(sealer).map_err(sealed)?,
            assistant_id: self.assistant_id,
            enabled: true,
            messages_per_second: self.messages_per_second.unwrap_or(80),
            resend_after_minutes: self.resend_after_minutes,
            created_at: now,
            updated_at: now,
        };
        checked(row, faults)
    }
}

impl Change {
    /// Changes the row; returns what the audit log says of it.
    pub(super) fn apply(self, row: &mut Row, sealer: &Sealer, now: OffsetDateTime) -> Result<serde_json::Value, Error> {
        let mut faults = Faults::default();
        let mut secrets = ChannelSecrets::open(sealer, &row.secrets).unwrap_or_default();
        secret(&mut faults, "add_app_secret", self.add_app_secret.as_deref());
        secret(&mut faults, "verify_token", self.verify_token.given().map(String::as_str));
        secret(&mut faults, "access_token", self.access_token.given().map(String::as_str));
        let detail = json!({
            "enabled": self.enabled,
            "messages_per_second": self.messages_per_second,
            "resend_after_minutes": self.resend_after_minutes.given(),
            "added_app_secret": self.add_app_secret.as_deref().map(fingerprint),
            "removed_app_secret": self.remove_app_secret,
            "new_verify_token": !self.verify_token.is_keep(),
            "new_access_token": !self.access_token.is_keep(),
        });
        if let Some(added) = self.add_app_secret
            && !secrets.app_secrets.contains(&added)
        {
            secrets.app_secrets.insert(0, added);
        }
        if let Some(removed) = self.remove_app_secret {
            let before = secrets.app_secrets.len();
            secrets.app_secrets.retain(|secret| fingerprint(secret) != removed);
            if secrets.app_secrets.len() == before {
                faults.add("remove_app_secret", "is the fingerprint of no secret here; GET lists them");
            } else if secrets.app_secrets.is_empty() {
                faults.add("remove_app_secret", "is the last one; add another with the same request");
            }
        }
        if secrets.app_secrets.len() > MOST_SECRETS {
            faults.add("add_app_secret", format!("would be one more than {MOST_SECRETS}; remove an old one"));
        }
        secrets.verify_token = self.verify_token.over(secrets.verify_token);
        secrets.access_token = self.access_token.over(secrets.access_token);
        let changed = Row {
            name: self.name.unwrap_or_else(|| row.name.clone()),
            waba_id: self.waba_id.over(row.waba_id.clone()),
            display_phone_number: self.display_phone_number.over(row.display_phone_number.clone()),
            assistant_id: self.assistant_id.over(row.assistant_id),
            enabled: self.enabled.unwrap_or(row.enabled),
            messages_per_second: self.messages_per_second.unwrap_or(row.messages_per_second),
            resend_after_minutes: self.resend_after_minutes.over(row.resend_after_minutes),
            secrets: secrets.seal(sealer).map_err(sealed)?,
            updated_at: now,
            ..row.clone()
        };
        *row = checked(changed, faults)?;
        Ok(detail)
    }
}

fn secret(faults: &mut Faults, field: &str, secret: Option<&str>) {
    let Some(secret) = secret else { return };
    if secret.is_empty() || secret.len() > 500 || !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
        faults.add(field, "must be 1 to 500 printable ASCII characters without spaces");
    }
}

fn checked(mut row: Row, mut faults: Faults) -> Result<Row, Error> {
    row.name = text::clean(row.name.trim());
    row.display_phone_number =
        row.display_phone_number.map(|number| number.chars().filter(char::is_ascii_digit).collect());
    faults.length("name", &row.name, 1, 100);
    let digits = [
        ("phone_number_id", &row.phone_number_id, 40),
        ("waba_id", &row.waba_id, 40),
        ("display_phone_number", &row.display_phone_number, 15),
    ];
    for (field, value, most) in digits {
        if let Some(value) = value
            && !((1..=most).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit()))
        {
            faults.add(field, format!("must be 1 to {most} digits"));
        }
    }
    if !(1..=1000).contains(&row.messages_per_second) {
        faults.add("messages_per_second", "must be 1 to 1000");
    }
    if row.resend_after_minutes.is_some_and(|minutes| !(1..=1440).contains(&minutes)) {
        faults.add("resend_after_minutes", "must be 1 to 1440, or null to leave it to a person");
    }
    faults.unless(())?;
    Ok(row)
}
