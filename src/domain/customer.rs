//! A person and the aliases under which they reach us.

/// What an alias is made of; matching is exact within one project and kind, numbers are never rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentityKind {
    /// Phone number as the platform writes it, digits only.
    Phone,
    /// WhatsApp business-scoped user id.
    WaUser,
    /// WhatsApp parent business-scoped user id.
    WaParent,
    /// A visitor of a web page by the site's own id, behind the id of the widget whose secret proved it.
    Visitor,
    /// A user of a program that reports traces, by the program's own id.
    User,
}

impl IdentityKind {
    /// The word in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::WaUser => "wa_user",
            Self::WaParent => "wa_parent",
            Self::Visitor => "visitor",
            Self::User => "user",
        }
    }
}

/// One alias.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity {
    /// What it is.
    pub kind: IdentityKind,
    /// The alias itself, at most [`super::text::MAX_KEY_BYTES`] bytes.
    pub value: String,
}

impl Identity {
    /// An alias, or nothing when the value is empty. A phone number loses everything but its digits.
    #[must_use]
    pub fn new(kind: IdentityKind, value: &str) -> Option<Self> {
        let value = match kind {
            IdentityKind::Phone => super::text::key(&value.chars().filter(char::is_ascii_digit).collect::<String>()),
            _ => super::text::key(value.trim()),
        };
        (!value.is_empty()).then_some(Self { kind, value })
    }
}

/// What one delivery says about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// All aliases seen together, which proves that they are one person. Never empty where a customer is meant.
    pub identities: Vec<Identity>,
    /// Shown name, if the delivery carries one.
    pub name: Option<String>,
    /// User name with its `@`, if the delivery carries one; it changes freely and is never a key.
    pub username: Option<String>,
}
