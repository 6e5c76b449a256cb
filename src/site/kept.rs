//! What many pages show, made by the first that needs it.

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

use hashbrown::HashMap;

/// Values by what they are made of. The values are cheap to clone; there are no more of them than names in an archive.
#[derive(Debug)]
pub(super) struct Kept<K, V>(RwLock<HashMap<K, V>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Hash + Eq, V: Clone> Kept<K, V> {
    /// The value for `key`, made now if it is asked for the first time. Two threads may make it, both alike.
    pub(super) fn get<Q: Hash + Eq + ToOwned<Owned = K> + ?Sized>(&self, key: &Q, make: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
    {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        known.unwrap_or_else(|| {
            let made = make();
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), made.clone());
            made
        })
    }
}

/// What the outputs of one language share: made when first asked for, and dropped when nothing more needs it.
#[derive(Debug)]
pub(super) struct Shelf<T>(RwLock<Option<Arc<T>>>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<T> Shelf<T> {
    /// What stands there, put there now if nothing does.
    pub(super) fn get(&self, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(there) = &*self.0.read().unwrap_or_else(PoisonError::into_inner) {
            return Arc::clone(there);
        }
        let mut place = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(place.get_or_insert_with(|| Arc::new(make())))
    }

    /// Takes it away; who holds it still has it.
    pub(super) fn clear(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).take();
    }
}
