//! Messages of type `system`: the platform tells that a customer changed number, user id or device.

use serde_json::value::RawValue;

use super::item::Item;
use super::reading::Reading;
use super::{people, said};
use crate::domain::customer::{Identity, IdentityKind, Profile};
use crate::domain::message::Role;

/// Records the message and, when it shows an old alias with a new one, that both are the same person.
pub(super) fn read(reading: &mut Reading<'_>, json: &RawValue, item: &Item<'_>, mut profile: Profile) {
    let said = said::read(item, Role::System, reading.received_at).message;
    for alias in changed(item, &said.body) {
        people::add(&mut profile.identities, Some(alias));
    }
    if profile.identities.is_empty() {
        reading.keep(json, "a system message about nobody");
        return;
    }
    reading.say(reading.customer(profile.clone()), said);
    reading.link(profile);
}

/// The aliases in the payload; `new_wa_id` is the older name of `wa_id`, `previous_user_id` is undocumented.
fn changed(item: &Item<'_>, body: &str) -> Vec<Identity> {
    let users = ["user_id", "previous_user_id"];
    let parents = ["parent_user_id", "previous_parent_user_id"];
    let mut aliases = people::aliases(&item.value["system"], &["wa_id", "new_wa_id"], &users, &parents);
    if item.word(&["system", "type"]).as_deref() == Some("user_changed_user_id") {
        for id in told(body).into_iter().flatten() {
            people::add(&mut aliases, Identity::new(IdentityKind::WaUser, id));
        }
    }
    aliases
}

/// The two ids in `User <name> changed from <old> to <new>`, the only documented place of the old one. A name may
/// itself contain such words, so both must have the form of an id.
fn told(body: &str) -> Option<[&str; 2]> {
    let (_, ids) = body.rsplit_once(" changed from ")?;
    let (old, new) = ids.split_once(" to ")?;
    let new = new.trim_end_matches('.').trim();
    (people::is_user_id(old) && people::is_user_id(new)).then_some([old, new])
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn ids_are_taken_from_the_text_only_if_they_are_ids() {
        for (body, want) in [
            ("User Anna changed from DE.1 to DE.2", Some(["DE.1", "DE.2"])),
            ("User Anna changed from DE.1 to DE.2.", Some(["DE.1", "DE.2"])),
            ("User X changed from US.8 to US.9 changed from DE.1 to DE.2", Some(["DE.1", "DE.2"])),
            ("User Anna changed from 491 to 492", None),
            ("User Anna changed from work to DE.2", None),
            ("User changed from DE.1", None),
        ] {
            assert_eq!(told(body), want, "{body}");
        }
    }
}
