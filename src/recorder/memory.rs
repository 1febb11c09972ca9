//! What the recorder remembers: names that led to a conversation before, believed once their transaction is committed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lru::LruCache;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::customer::Profile;

/// Names remembered; each takes about 400 bytes.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(50_000).unwrap();

/// Where a name led.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) conversation: Uuid,
    pub(super) kind: Arc<str>,
    pub(super) customer: Option<Uuid>,
    /// Name and user name as last written, so that the same ones cost nothing.
    pub(super) named: (Option<String>, Option<String>),
}

/// What committed transactions found. Names that lead nowhere any more are noticed when their conversation is not there
/// to be updated.
pub(super) struct Cache(Mutex<Remembered>);

struct Remembered {
    names: LruCache<String, Known>,
    /// Aliases that were seen together and belong to one customer.
    linked: LruCache<String, ()>,
}

impl Default for Cache {
    fn default() -> Self {
        Self(Mutex::new(Remembered { names: LruCache::new(REMEMBERED), linked: LruCache::new(REMEMBERED) }))
    }
}

impl Cache {
    /// Where a name led.
    pub(super) fn get(&self, name: &str) -> Option<Known> {
        self.lock().names.get(name).cloned()
    }

    /// Whether a name is remembered.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.lock().names.contains(name)
    }

    /// Whether these aliases are known to be one customer's.
    pub(super) fn links(&self, aliases: &str) -> bool {
        self.lock().linked.get(aliases).is_some()
    }

    /// Believes what a committed transaction found.
    pub(super) fn learn(&self, learnt: Learnt) {
        let mut cache = self.lock();
        if !learnt.merged.is_empty() {
            cache.names.clear();
        }
        for (name, known) in learnt.names {
            cache.names.put(name, known);
        }
        for aliases in learnt.linked {
            cache.linked.put(aliases, ());
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&self) {
        let mut cache = self.lock();
        cache.names.clear();
        cache.linked.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a transaction found so far; believed by others only after its commit.
#[derive(Default)]
pub(super) struct Learnt {
    pub(super) names: HashMap<String, Known>,
    /// Aliases that were seen together, now one customer's.
    pub(super) linked: HashSet<String>,
    /// Conversations that went into others within this transaction.
    pub(super) merged: HashMap<Uuid, Uuid>,
    /// How many more conversations of each type there are.
    pub(super) begun: BTreeMap<String, i64>,
    /// Conversations that began.
    pub(super) opened: Vec<Uuid>,
    /// What customers are called, by the newest event of this transaction that says so.
    pub(super) named: HashMap<Uuid, Named>,
}

/// What a customer is called, and since when.
pub(super) struct Named {
    pub(super) at: OffsetDateTime,
    pub(super) name: Option<String>,
    pub(super) username: Option<String>,
}

impl Learnt {
    /// The conversation that a conversation has become.
    pub(super) fn now_at(&self, conversation: Uuid) -> Uuid {
        let mut at = conversation;
        while let Some(next) = self.merged.get(&at) {
            at = *next;
        }
        at
    }

    /// Notes what a customer is called, unless something newer says otherwise.
    pub(super) fn call(&mut self, customer: Uuid, profile: &Profile, at: OffsetDateTime) {
        if profile.name.is_none() && profile.username.is_none() {
            return;
        }
        if self.named.get(&customer).is_none_or(|named| named.at <= at) {
            let named = Named { at, name: profile.name.clone(), username: profile.username.clone() };
            self.named.insert(customer, named);
        }
    }
}
