//! Who a person is: the aliases that a delivery shows together, and nothing that it does not.
//!
//! Numbers are never rewritten. A business-scoped user id is the stronger alias: where two mentions both carry one,
//! it alone decides whether they are the same person.

use std::collections::HashMap;

use serde_json::Value;

use super::lenient::{self, word};
use crate::domain::customer::{Identity, IdentityKind, Profile};
use crate::domain::text;

/// Longest shown name that is kept, in bytes.
const MAX_NAME_BYTES: usize = 256;

/// The aliases at these keys of an item, in this order, each once.
pub(super) fn aliases(item: &Value, phones: &[&str], users: &[&str], parents: &[&str]) -> Vec<Identity> {
    let mut found = Vec::new();
    for key in phones {
        add(&mut found, word(item, &[key]).as_deref().and_then(address));
    }
    for (keys, kind) in [(users, IdentityKind::WaUser), (parents, IdentityKind::WaParent)] {
        for key in keys {
            add(&mut found, word(item, &[key]).as_deref().and_then(|id| Identity::new(kind, id)));
        }
    }
    found
}

/// The sender of a message or call.
pub(super) fn sender(item: &Value) -> Vec<Identity> {
    aliases(item, &["from"], &["from_user_id"], &["from_parent_user_id"])
}

/// Whom a message or call of the business went to.
pub(super) fn addressee(item: &Value) -> Vec<Identity> {
    aliases(item, &["to"], &["to_user_id"], &["to_parent_user_id"])
}

/// Whom a status is about; the parent id was documented under two names.
pub(super) fn recipient(status: &Value) -> Vec<Identity> {
    let parents = ["recipient_parent_user_id", "parent_recipient_user_id"];
    aliases(status, &["recipient_id"], &["recipient_user_id"], &parents)
}

/// What stands where a phone number is due: a number, or an id that must not be mistaken for one.
pub(super) fn address(value: &str) -> Option<Identity> {
    let is_number = value.chars().all(|char| char.is_ascii_digit() || "+-() .".contains(char));
    let kind = match value.split('.').nth(1) {
        _ if is_number => IdentityKind::Phone,
        Some("ENT") => IdentityKind::WaParent,
        _ => IdentityKind::WaUser,
    };
    Identity::new(kind, value)
}

/// Whether a text has the form of a business-scoped user id: a country, a dot, up to 128 letters and digits.
pub(super) fn is_user_id(value: &str) -> bool {
    let Some((country, id)) = value.split_once('.') else { return false };
    let id = id.strip_prefix("ENT.").unwrap_or(id);
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=128).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Adds an alias that is not there yet.
pub(super) fn add(aliases: &mut Vec<Identity>, alias: Option<Identity>) {
    aliases.extend(alias.filter(|alias| !aliases.contains(alias)));
}

/// A shown name, if there is anything to show.
pub(super) fn name(value: &Value, path: &[&str]) -> Option<String> {
    let name = word(value, path)?;
    let name = text::cut(name.trim(), MAX_NAME_BYTES);
    (!name.is_empty()).then(|| text::clean(name))
}

/// The people that a value introduces beside its items.
#[derive(Debug, Default)]
pub(super) struct Contacts {
    people: Vec<Profile>,
    /// Where the first person with an alias stands.
    places: HashMap<Identity, usize>,
}

impl Contacts {
    /// Reads `contacts`, which may lack every part.
    pub(super) fn read(fields: &lenient::Fields<'_>) -> Self {
        Self::of(fields.list("contacts").into_iter().filter_map(lenient::value).map(|json| profile(&json)).collect())
    }

    fn of(people: Vec<Profile>) -> Self {
        let mut places = HashMap::new();
        for (place, person) in people.iter().enumerate() {
            for alias in &person.identities {
                places.entry(alias.clone()).or_insert(place);
            }
        }
        Self { people, places }
    }

    /// All that is known of the person with these aliases. `is_alone` tells that no item of the value has other ones.
    ///
    /// A contact is found by its ids, never by its place. One without any ids gives its name, but only where there
    /// is no other contact and no other sender.
    pub(super) fn complete(&self, aliases: Vec<Identity>, is_alone: bool) -> Profile {
        let found = self.find(&aliases).or(match self.people.as_slice() {
            [only] if only.identities.is_empty() && is_alone => Some(only),
            _ => None,
        });
        let profile = Profile { identities: aliases, ..Profile::default() };
        found.map_or(profile.clone(), |contact| merged(profile, contact))
    }

    fn find(&self, aliases: &[Identity]) -> Option<&Profile> {
        let at = |alias: &Identity| self.places.get(alias).and_then(|place| self.people.get(*place));
        let by_user = aliases.iter().filter(|alias| alias.kind == IdentityKind::WaUser).find_map(at);
        let phones = || aliases.iter().filter(|alias| alias.kind == IdentityKind::Phone);
        let by_phone = || phones().find_map(|phone| at(phone).or_else(|| at(&other_spelling(phone)?)));
        by_user.or_else(|| by_phone().filter(|contact| same_user(&contact.identities, aliases) != Some(false)))
    }
}

/// What two mentions of one person say together; aliases of the first come first, names come from the second.
pub(super) fn merged(mut profile: Profile, contact: &Profile) -> Profile {
    for alias in &contact.identities {
        add(&mut profile.identities, Some(alias.clone()));
    }
    Profile { name: contact.name.clone(), username: contact.username.clone(), ..profile }
}

/// Whether two mentions are of one person by their user ids, or nothing if not both carry one.
fn same_user(one: &[Identity], other: &[Identity]) -> Option<bool> {
    same(one, other, IdentityKind::WaUser)
}

/// Whether two mentions can be of one person: user ids decide if both carry one, else numbers if both do.
pub(super) fn agree(one: &[Identity], other: &[Identity]) -> bool {
    same_user(one, other).or_else(|| same(one, other, IdentityKind::Phone)).unwrap_or(true)
}

fn same(one: &[Identity], other: &[Identity], kind: IdentityKind) -> Option<bool> {
    let of_kind = |aliases: &[Identity]| aliases.iter().filter(|alias| alias.kind == kind).cloned().collect::<Vec<_>>();
    let (one, other) = (of_kind(one), of_kind(other));
    (!one.is_empty() && !other.is_empty()).then(|| one.iter().any(|alias| other.contains(alias)))
}

/// The other way in which Meta writes a mobile number of Brazil (a 9 after the area code), Mexico (a 1 after the
/// country code) or Argentina (a 9 there). Used only to see that two numbers in one delivery are one; both are kept.
fn other_spelling(phone: &Identity) -> Option<Identity> {
    let digits = phone.value.as_str();
    let (place, digit) = match digits.get(..2)? {
        // Land lines, which begin with 2 to 5, never got the 9.
        "55" if matches!(digits.as_bytes().get(digits.len().checked_sub(8)?), Some(b'6'..=b'9')) => (4, '9'),
        "52" => (2, '1'),
        "54" => (2, '9'),
        _ => return None,
    };
    let mut other = digits.to_owned();
    match digits.len() {
        12 => other.insert(place, digit),
        13 if digits[place..].starts_with(digit) => drop(other.remove(place)),
        _ => return None,
    }
    Identity::new(IdentityKind::Phone, &other)
}

/// A contact's aliases and names; `phone_number` and `full_name` are what an address book calls them.
pub(super) fn profile(contact: &Value) -> Profile {
    Profile {
        identities: aliases(contact, &["wa_id", "phone_number"], &["user_id"], &["parent_user_id"]),
        name: name(contact, &["profile", "name"]).or_else(|| name(contact, &["full_name"])),
        username: name(contact, &["profile", "username"]).or_else(|| name(contact, &["username"])),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Contacts, address, is_user_id, other_spelling, profile, sender};
    use crate::domain::customer::{Identity, IdentityKind};

    /// The aliases and name that a sender gets from contacts.
    fn completed(contacts: &[Value], from: &Value, is_alone: bool) -> String {
        let contacts = Contacts::of(contacts.iter().map(profile).collect());
        let profile = contacts.complete(sender(from), is_alone);
        let aliases: Vec<_> = profile.identities.iter().map(|alias| alias.value.as_str()).collect();
        format!("{} {}", aliases.join("+"), profile.name.unwrap_or_default())
    }

    #[test]
    fn a_contact_is_found_by_its_ids_and_never_by_its_place() {
        let anna = json!({"wa_id": "491", "user_id": "DE.a", "profile": {"name": "Anna"}});
        let ben = json!({"wa_id": "492", "profile": {"name": "Ben"}});
        let nameless = json!({"profile": {"name": "Nobody"}});
        let (rita, jose) = (json!({"wa_id": "5511987654321"}), json!({"wa_id": "5215512345678", "user_id": "MX.j"}));
        for (what, contacts, from, is_alone, want) in [
            ("by number", vec![&anna, &ben], json!({"from": "492"}), true, "492 Ben"),
            ("by user id", vec![&ben, &anna], json!({"from_user_id": "DE.a"}), true, "DE.a+491 Anna"),
            ("by both", vec![&anna], json!({"from": "+491", "from_user_id": "DE.a"}), true, "491+DE.a Anna"),
            ("other id, same number", vec![&anna], json!({"from": "491", "from_user_id": "DE.b"}), true, "491+DE.b "),
            ("same id, new number", vec![&anna], json!({"from": "9", "from_user_id": "DE.a"}), true, "9+DE.a+491 Anna"),
            ("a stranger", vec![&ben], json!({"from": "499"}), true, "499 "),
            ("nothing in common", vec![&ben], json!({"from_user_id": "DE.c"}), true, "DE.c "),
            ("no ids, one sender", vec![&nameless], json!({"from": "499"}), true, "499 Nobody"),
            ("no ids, several senders", vec![&nameless], json!({"from": "499"}), false, "499 "),
            ("no ids, several contacts", vec![&nameless, &ben], json!({"from": "499"}), true, "499 "),
            ("ninth digit", vec![&ben, &rita], json!({"from": "551187654321"}), false, "551187654321+5511987654321 "),
            ("other line", vec![&rita], json!({"from": "551187654322"}), true, "551187654322 "),
            ("Mexican 1", vec![&jose], json!({"from": "525512345678"}), true, "525512345678+5215512345678+MX.j "),
            (
                "the same but another user id",
                vec![&jose],
                json!({"from": "525512345678", "from_user_id": "MX.k"}),
                true,
                "525512345678+MX.k ",
            ),
        ] {
            let contacts: Vec<Value> = contacts.into_iter().cloned().collect();
            assert_eq!(completed(&contacts, &from, is_alone), want, "{what}");
        }
    }

    #[test]
    fn numbers_have_another_spelling_only_where_meta_has_one() {
        for (what, phone, want) in [
            ("Brazil, without", "551187654321", Some("5511987654321")),
            ("Brazil, with", "5511987654321", Some("551187654321")),
            ("Brazil, land line", "551132345678", None),
            ("Mexico", "525512345678", Some("5215512345678")),
            ("Argentina", "5491123456789", Some("541123456789")),
            ("Germany", "491511234567", None),
            ("short", "55", None),
            ("empty", "", None),
        ] {
            let phone = Identity { kind: IdentityKind::Phone, value: phone.to_owned() };
            assert_eq!(other_spelling(&phone).map(|phone| phone.value).as_deref(), want, "{what}");
        }
    }

    #[test]
    fn a_user_id_in_place_of_a_number_is_not_one() {
        for (value, kind, want) in [
            ("+49 (151) 123-45", "phone", "4915112345"),
            ("US.13491208655302741918", "wa_user", "US.13491208655302741918"),
            ("US.ENT.11815799212886844830", "wa_parent", "US.ENT.11815799212886844830"),
            ("1234@lid", "wa_user", "1234@lid"),
        ] {
            let alias = address(value).unwrap();
            assert_eq!((alias.kind.as_str(), alias.value.as_str()), (kind, want));
        }
        assert!(address("+").is_none() && address(" ").is_none());
    }

    #[test]
    fn user_ids_have_a_form() {
        for (value, want) in [
            ("US.134a", true),
            ("US.ENT.1", true),
            ("us.1", false),
            ("US.", false),
            ("Anna", false),
            ("St. Paul", false),
        ] {
            assert_eq!(is_user_id(value), want, "{value}");
        }
    }
}
