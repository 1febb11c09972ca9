//! What may be said of a widget, and what it must be.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::RngExt as _;
use serde::Deserialize;
use sqlx::types::Json;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::patch::Patch;
use crate::domain::colour::Colour;
use crate::domain::widget::Settings;
use crate::domain::widget::form::{FieldKind, Form};
use crate::domain::{origin, text};
use crate::http::error::Error;
use crate::http::faults::Faults;
use crate::store::widgets::Widget as Row;

/// Most origins of one widget.
const MOST_ORIGINS: usize = 50;

/// A widget to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewWidget)]
pub struct New {
    /// What people call it, 1 to 100 characters.
    #[schema(example = "Shop")]
    name: String,
    /// Who answers new conversations.
    assistant_id: Option<Uuid>,
    /// Origins of the pages that may embed it, at most 50; without any, pages on the visitor's own machine.
    #[serde(default)]
    #[schema(example = json!(["https://shop.example"]))]
    allowed_origins: Vec<String>,
    /// How it looks and behaves.
    #[serde(default)]
    settings: Settings,
    /// `false` for one that is not to be shown yet.
    enabled: Option<bool>,
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WidgetChange)]
pub struct Change {
    /// What people call it.
    name: Option<String>,
    /// Who answers new conversations; null for nobody.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    assistant_id: Patch<Uuid>,
    /// Origins of the pages that may embed it, all of them.
    allowed_origins: Option<Vec<String>>,
    /// How it looks and behaves, all of it.
    settings: Option<Settings>,
    /// Whether it is shown.
    enabled: Option<bool>,
}

/// A new public key: `pub_` and 128 bits of chance.
pub fn new_key(random: &mut impl rand::CryptoRng) -> String {
    let chance: [u8; 16] = random.random();
    format!("pub_{}", URL_SAFE_NO_PAD.encode(chance))
}

impl New {
    /// The row.
    pub(super) fn row(
        self,
        (id, project_id): (Uuid, Uuid),
        public_key: String,
        secrets: Vec<u8>,
        now: OffsetDateTime,
    ) -> Result<Row, Error> {
        checked(Row {
            id,
            project_id,
            public_key,
            name: self.name,
            assistant_id: self.assistant_id,
            enabled: self.enabled.unwrap_or(true),
            allowed_origins: self.allowed_origins,
            secrets,
            settings: Json(self.settings),
            created_at: now,
            updated_at: now,
        })
    }
}

impl Change {
    /// The row after the change.
    pub(super) fn over(self, row: Row, now: OffsetDateTime) -> Result<Row, Error> {
        checked(Row {
            name: self.name.unwrap_or(row.name),
            assistant_id: self.assistant_id.over(row.assistant_id),
            enabled: self.enabled.unwrap_or(row.enabled),
            allowed_origins: self.allowed_origins.unwrap_or(row.allowed_origins),
            settings: self.settings.map_or(row.settings, Json),
            updated_at: now,
            ..row
        })
    }
}

fn checked(mut row: Row) -> Result<Row, Error> {
    let mut faults = Faults::default();
    row.name = text::clean(row.name.trim());
    faults.length("name", &row.name, 1, 100);
    if row.allowed_origins.len() > MOST_ORIGINS {
        faults
            .add("allowed_origins", format!("has {} entries; give at most {MOST_ORIGINS}", row.allowed_origins.len()));
    }
    let mut origins = Vec::new();
    for (index, given) in row.allowed_origins.iter().take(MOST_ORIGINS).enumerate() {
        match origin::parse(given) {
            Some(origin) if origins.contains(&origin) => {}
            Some(origin) => origins.push(origin),
            None => faults.add(
                format!("allowed_origins[{index}]"),
                "is no origin such as https://shop.example: scheme, host and nothing behind",
            ),
        }
    }
    row.allowed_origins = origins;
    let settings = &mut row.settings.0;
    settings.title = text::clean(settings.title.trim());
    look(&mut faults, settings);
    if let Some(form) = &mut settings.form {
        questions(&mut faults, form);
    }
    faults.unless(row)
}

/// Colours, words and addresses.
fn look(faults: &mut Faults, settings: &Settings) {
    faults.length("settings.title", &settings.title, 1, 60);
    if let Some(label) = &settings.launcher_label {
        faults.length("settings.launcher_label", label, 1, 40);
    }
    if settings.suggestions.len() > 6 {
        faults.add("settings.suggestions", "has more than 6 entries");
    }
    for (index, suggestion) in settings.suggestions.iter().take(6).enumerate() {
        faults.length(&format!("settings.suggestions[{index}]"), suggestion, 1, 80);
    }
    if let Some(consent) = &settings.consent {
        faults.length("settings.consent.text", &consent.text, 1, 500);
        if consent.link.as_ref().is_some_and(|link| link.len() > 2000 || origin::of_page(link).is_none()) {
            faults.add("settings.consent.link", "must be an address of the web, such as https://shop.example/privacy");
        }
    }
    if let Some(locale) = &settings.locale {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if !(2..=35).contains(&locale.len()) || !locale.bytes().all(is_plain) {
            faults.add("settings.locale", "must be a language tag, such as de or pt-BR");
        }
    }
    let form = "must be `#` and six hex digits";
    let accent = faults.read("settings.theme.accent", Some(&settings.theme.accent), form, Colour::parse);
    let given = settings.theme.on_accent.as_deref();
    let on_accent = faults.read("settings.theme.on_accent", given, form, Colour::parse);
    if let (Some(accent), Some(text)) = (accent, on_accent)
        && !text.is_readable_on(accent)
    {
        let nearest = accent.made_readable(text);
        faults.add(
            "settings.theme.accent",
            format!("has a contrast below 4.5 with on_accent; the nearest that can be read is {nearest}"),
        );
    }
}

/// The form before the chat.
fn questions(faults: &mut Faults, form: &mut Form) {
    if !(1..=12).contains(&form.fields.len()) {
        faults.add("settings.form.fields", format!("has {} entries; give 1 to 12", form.fields.len()));
    }
    let mut names = Vec::new();
    for (index, field) in form.fields.iter_mut().take(12).enumerate() {
        let at = format!("settings.form.fields[{index}]");
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        if !(1..=60).contains(&field.name.len()) || !field.name.bytes().all(is_plain) {
            faults.add(format!("{at}.name"), "must be 1 to 60 letters, digits and `_`");
        }
        if names.contains(&field.name) {
            faults.add(format!("{at}.name"), "stands in this form already");
        }
        names.push(field.name.clone());
        field.label = text::clean(field.label.trim());
        faults.length(&format!("{at}.label"), &field.label, 1, 100);
        let is_list = field.kind == FieldKind::List;
        let fits = field.options.iter().all(|option| (1..=100).contains(&option.chars().count()));
        if is_list && (!(1..=50).contains(&field.options.len()) || !fits) {
            faults.add(format!("{at}.options"), "must be 1 to 50 texts of 1 to 100 characters");
        }
        if !is_list && !field.options.is_empty() {
            faults.add(format!("{at}.options"), "is for fields of the type `list`");
        }
    }
}
