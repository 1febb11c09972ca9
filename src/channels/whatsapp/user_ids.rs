//! The field `user_id_update`: Meta's reliable word that a person got another user id.

use super::envelope::Change;
use super::people;
use super::reading::Reading;
use crate::domain::customer::{Identity, IdentityKind, Profile};

/// Links the old and the new ids.
pub(super) fn read(reading: &mut Reading<'_>, change: &Change<'_>) {
    for (json, item) in reading.items(change.fields.list("user_id_update"), "a user id update is no object") {
        let mut identities = people::aliases(&item.value, &["wa_id"], &[], &[]);
        for (key, kind) in [("user_id", IdentityKind::WaUser), ("parent_user_id", IdentityKind::WaParent)] {
            for which in ["previous", "current"] {
                let id = item.word(&[key, which]);
                people::add(&mut identities, id.and_then(|id| Identity::new(kind, &id)));
            }
        }
        if identities.len() > 1 {
            reading.link(Profile { identities, ..Profile::default() });
        } else {
            reading.keep(json, "a user id update without two ids");
        }
    }
    reading.unknown(change, &["user_id_update"]);
}
