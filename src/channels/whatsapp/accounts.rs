//! Whose a change is: found by phone number, or by business account where a change names no number.

use std::sync::Arc;

use super::envelope::{Change, Entry};
use super::lenient;
use super::notes::Notes;
use crate::domain::account::Account;
use crate::domain::customer::{Identity, IdentityKind};

/// Fields whose items belong to one phone number; without knowing it they would end up with a stranger.
const OF_A_NUMBER: [&str; 5] = ["messages", "calls", "history", "smb_message_echoes", "smb_app_state_sync"];

/// An account that a change is for.
#[derive(Clone, Copy)]
pub(super) struct Owner<'a> {
    /// The account.
    pub account: &'a Account,
    /// Whether the change names this very number, not only its business account.
    pub is_named: bool,
}

/// The accounts that a change is for, out of those whose secret signed it: usually one, none when it is not ours,
/// and one for each project when it is about a business account that several projects share.
pub(super) fn owners<'a>(
    entry: &Entry<'_>,
    change: &Change<'_>,
    accounts: &'a [Arc<Account>],
    notes: &mut Notes,
) -> Vec<Owner<'a>> {
    if let Some(id) = lenient::word(&change.metadata, &["phone_number_id"]) {
        let found = accounts.iter().find(|account| account.phone_number_id.as_deref() == Some(id.as_str()));
        if found.is_none() {
            notes.add_id("unknown phone_number_id", &id);
        }
        return found.map(|account| Owner { account, is_named: true }).into_iter().collect();
    }
    let Some(id) = &entry.waba_id else {
        notes.add_id("no account named for", &change.field);
        return Vec::new();
    };
    let of_waba: Vec<&Account> =
        accounts.iter().map(Arc::as_ref).filter(|account| account.waba_id.as_ref() == Some(id)).collect();
    match of_waba.as_slice() {
        [] => {
            notes.add_id("unknown waba_id", id);
            Vec::new()
        }
        [account] => vec![Owner { account, is_named: true }],
        _ if OF_A_NUMBER.contains(&change.field.as_str()) => {
            notes.add_id("no phone_number_id for", &change.field);
            Vec::new()
        }
        several => of_each_project(change, several),
    }
}

/// Of accounts that share a business account, the one whose number the value shows, else the first of each project.
fn of_each_project<'a>(change: &Change<'_>, accounts: &[&'a Account]) -> Vec<Owner<'a>> {
    let shown = number(lenient::word(&change.fields.value("display_phone_number"), &[]).as_deref());
    let named = |account: &&&Account| shown.is_some() && number(account.display_phone_number.as_deref()) == shown;
    if let Some(account) = accounts.iter().find(named) {
        return vec![Owner { account, is_named: true }];
    }
    let mut owners: Vec<Owner<'a>> = Vec::new();
    for account in accounts {
        if !owners.iter().any(|owner| owner.account.project == account.project) {
            owners.push(Owner { account, is_named: false });
        }
    }
    owners
}

fn number(shown: Option<&str>) -> Option<Identity> {
    Identity::new(IdentityKind::Phone, shown?)
}
