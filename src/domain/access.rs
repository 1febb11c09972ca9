//! What callers may do: scopes of keys, and the roles of people, each of which is a set of scopes.

use serde::{Deserialize, Serialize};

/// What a caller may do. A key has several; none includes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// See conversations, deliveries and settings.
    Read,
    /// Tag, score and comment on conversations.
    Review,
    /// Talk to assistants in test chats.
    Test,
    /// Record conversations, answer customers, replay deliveries.
    Write,
    /// Delete conversations, erase persons, set retention.
    Delete,
    /// Manage channels, assistants, keys, people; read the audit log.
    Manage,
    /// Report traces, and nothing else: no key has it together with another but the one for automation.
    Ingest,
}

impl Scope {
    /// Every scope there is.
    pub const ALL: [Self; 7] =
        [Self::Read, Self::Review, Self::Test, Self::Write, Self::Delete, Self::Manage, Self::Ingest];

    /// The word in the database and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Review => "review",
            Self::Test => "test",
            Self::Write => "write",
            Self::Delete => "delete",
            Self::Manage => "manage",
            Self::Ingest => "ingest",
        }
    }

    /// The scope of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word)
    }
}

/// What somebody is in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Everything, and says who else is an owner.
    Owner,
    /// Everything else.
    Admin,
    /// Sees, tags, scores and comments.
    Reviewer,
    /// Sees, and talks to assistants in test chats.
    Tester,
    /// Sees.
    Viewer,
}

impl Role {
    /// Every role there is.
    pub const ALL: [Self; 5] = [Self::Owner, Self::Admin, Self::Reviewer, Self::Tester, Self::Viewer];

    /// The word in the database and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Reviewer => "reviewer",
            Self::Tester => "tester",
            Self::Viewer => "viewer",
        }
    }

    /// The role of a word; of an unknown one, from a later version, that which may do least.
    #[must_use]
    pub fn known(word: &str) -> Self {
        Self::ALL.into_iter().find(|role| role.as_str() == word).unwrap_or(Self::Viewer)
    }

    /// What it may do.
    #[must_use]
    pub fn scopes(self) -> &'static [Scope] {
        match self {
            Self::Owner | Self::Admin => &Scope::ALL,
            Self::Reviewer => &[Scope::Read, Scope::Review],
            Self::Tester => &[Scope::Read, Scope::Test],
            Self::Viewer => &[Scope::Read],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_values_are_one_to_one() {
        for scope in Scope::ALL {
            assert_eq!(Scope::parse(scope.as_str()), Some(scope));
            assert_eq!(serde_json::json!(scope), scope.as_str());
        }
        for role in Role::ALL {
            assert_eq!(Role::known(role.as_str()), role);
            assert_eq!(serde_json::json!(role), role.as_str());
        }
        assert_eq!((Scope::parse("root"), Role::known("root")), (None, Role::Viewer));
    }

    #[test]
    fn only_those_who_run_a_project_may_delete_or_manage() {
        for role in Role::ALL {
            let runs = matches!(role, Role::Owner | Role::Admin);
            for scope in [Scope::Write, Scope::Delete, Scope::Manage] {
                assert_eq!(role.scopes().contains(&scope), runs, "{role:?} {scope:?}");
            }
            assert!(role.scopes().contains(&Scope::Read), "{role:?}");
        }
    }
}
