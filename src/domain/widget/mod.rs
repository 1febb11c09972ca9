//! How a chat on a web page looks and behaves.

pub mod form;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::form::Form;

/// What a widget is set to; everything has a default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = WidgetSettings)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a form, each by itself")]
pub struct Settings {
    /// Shown above the chat, 1 to 60 characters.
    #[schema(example = "Bicycle shop")]
    pub title: String,
    /// Whether visitors may speak, too.
    pub mode: Mode,
    /// The corner of the page.
    pub position: Position,
    /// Colours.
    pub theme: Theme,
    /// Words beside the launcher's picture, up to 40 characters; null for none.
    #[schema(example = "Chat with us")]
    pub launcher_label: Option<String>,
    /// Questions to begin with, at most 6 of up to 80 characters.
    #[schema(example = json!(["Where is my order?"]))]
    pub suggestions: Vec<String>,
    /// What is asked before the chat; null for nothing.
    pub form: Option<Form>,
    /// What the visitor agrees to before anything is stored or sent; null for nothing.
    pub consent: Option<Consent>,
    /// Language of its texts, such as `de`; null for that of the browser.
    #[schema(example = "de")]
    pub locale: Option<String>,
    /// Whether each visit begins a new conversation.
    pub always_fresh: bool,
    /// Whether address, title and referrer of the page and the pages seen before become variables.
    pub captures_page: bool,
    /// Whether visitors may send pictures and PDF documents.
    pub takes_files: bool,
    /// Whether a browser must do a little work before it may begin a chat, which robots find dear.
    pub asks_for_work: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Chat".to_owned(),
            mode: Mode::Chat,
            position: Position::Right,
            theme: Theme::default(),
            launcher_label: None,
            suggestions: Vec::new(),
            form: None,
            consent: None,
            locale: None,
            always_fresh: false,
            captures_page: true,
            takes_files: false,
            asks_for_work: false,
        }
    }
}

/// How visitors and assistant talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WidgetMode)]
pub enum Mode {
    /// In writing.
    Chat,
    /// In writing or aloud.
    VoiceChat,
}

/// Where the launcher stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = WidgetPosition)]
pub enum Position {
    /// At the end of the line: right in scripts that run to the right.
    Right,
    /// At its beginning.
    Left,
}

/// Colours of a widget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = WidgetTheme)]
pub struct Theme {
    /// Of launcher, header and the visitor's own messages, `#rrggbb`.
    #[schema(example = "#1f5fc4")]
    pub accent: String,
    /// Of text on it; null for white or black, whichever can be read.
    #[schema(example = "#ffffff")]
    pub on_accent: Option<String>,
    /// Light, dark, or as the visitor's system is.
    pub scheme: Scheme,
}

impl Default for Theme {
    fn default() -> Self {
        Self { accent: "#1f5fc4".to_owned(), on_accent: None, scheme: Scheme::Auto }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = WidgetScheme)]
pub enum Scheme {
    /// As the visitor's system is.
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// What a visitor agrees to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WidgetConsent)]
pub struct Consent {
    /// 1 to 500 characters.
    #[schema(example = "We record this chat to help you.")]
    pub text: String,
    /// Where more is said of it, http or https.
    #[serde(default)]
    #[schema(example = "https://shop.example/privacy")]
    pub link: Option<String>,
}
