//! What later messages did to earlier ones: reactions, edits and revocations, worked out when a transcript is read.

use std::collections::{BTreeMap, HashMap};

use time::OffsetDateTime;
use uuid::Uuid;

/// Kinds that a transcript shows on their target rather than as messages of their own.
pub const FOLDED: [&str; 3] = ["reaction", "edit", "revoke"];

/// A message of one of the [`FOLDED`] kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Its own id; breaks ties of time.
    pub id: Uuid,
    /// One of [`FOLDED`].
    pub kind: String,
    /// The external id of the message it is about.
    pub target: String,
    /// Who did it: the author's name, or the role where there is none.
    pub by: String,
    /// The emoji or the new text; an empty reaction takes the actor's reaction back.
    pub body: String,
    /// When, by the platform's clock.
    pub at: OffsetDateTime,
}

/// What a message looks like after all that was done to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The reactions that stand, one for each actor, oldest first.
    pub reactions: Vec<Reaction>,
    /// The newest text and its time.
    pub edit: Option<(String, OffsetDateTime)>,
    /// When it was first revoked.
    pub revoked_at: Option<OffsetDateTime>,
}

/// A reaction that stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Reaction {
    /// The emoji.
    #[schema(example = "👍")]
    pub emoji: String,
    /// Who reacted: the author's name, or the role where there is none.
    #[schema(example = "user")]
    pub by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// The marks of each target by its external id. The order of `annotations` does not matter: what counts is the
/// platform's time, then the id.
#[must_use]
pub fn fold(mut annotations: Vec<Annotation>) -> HashMap<String, Marks> {
    annotations.sort_unstable_by_key(|annotation| (annotation.at, annotation.id));
    let mut marks: HashMap<String, Marks> = HashMap::new();
    let mut reactions: BTreeMap<(String, String), Annotation> = BTreeMap::new();
    for annotation in annotations {
        let mark = marks.entry(annotation.target.clone()).or_default();
        match annotation.kind.as_str() {
            "edit" => mark.edit = Some((annotation.body, annotation.at)),
            "revoke" => mark.revoked_at = mark.revoked_at.or(Some(annotation.at)),
            "reaction" => {
                reactions.insert((annotation.target.clone(), annotation.by.clone()), annotation);
            }
            _ => {}
        }
    }
    let mut standing: Vec<_> = reactions.into_values().filter(|reaction| !reaction.body.is_empty()).collect();
    standing.sort_by_key(|reaction| (reaction.at, reaction.id));
    for Annotation { target, body, by, at, .. } in standing {
        marks.entry(target).or_default().reactions.push(Reaction { emoji: body, by, at });
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::{Annotation, Reaction, fold};
    use time::{Duration, macros::datetime};
    use uuid::Uuid;

    fn annotation(number: u128, kind: &str, by: &str, body: &str) -> Annotation {
        Annotation {
            id: Uuid::from_u128(number),
            kind: kind.into(),
            target: "m1".into(),
            by: by.into(),
            body: body.into(),
            at: datetime!(2026-03-01 12:00 UTC) + Duration::minutes(i64::try_from(number).unwrap()),
        }
    }

    #[test]
    fn the_newest_reaction_of_each_actor_stands_whatever_the_order() {
        let mut all = vec![
            annotation(1, "reaction", "user", "👍"),
            annotation(2, "reaction", "assistant", "🎉"),
            annotation(3, "reaction", "user", "❤"),
            annotation(4, "edit", "user", "second"),
            annotation(5, "edit", "user", "third"),
            annotation(6, "revoke", "user", ""),
        ];
        for _ in 0..all.len() {
            all.rotate_left(1);
            let marks = fold(all.clone()).remove("m1").unwrap();
            let shown: Vec<_> = marks.reactions.iter().map(|r: &Reaction| (r.by.as_str(), r.emoji.as_str())).collect();
            assert_eq!(shown, [("assistant", "🎉"), ("user", "❤")]);
            assert_eq!(marks.edit.unwrap().0, "third");
            assert_eq!(marks.revoked_at, Some(datetime!(2026-03-01 12:06 UTC)));
        }
    }

    #[test]
    fn an_empty_reaction_takes_the_former_one_back() {
        let marks = fold(vec![annotation(1, "reaction", "user", "👍"), annotation(2, "reaction", "user", "")]);
        assert_eq!(marks["m1"].reactions, []);
    }
}
