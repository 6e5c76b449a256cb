//! The entries of one language, made once for all the feeds they stand in.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::entry::Entry;
use crate::derive::IncidentNumber;

/// How many bytes of entries a site keeps; what comes later is made each time it is asked for.
const KEPT_BYTES: usize = 64 << 20;

/// Entries by incident, made when first asked for.
#[derive(Debug)]
pub(crate) struct Entries {
    made: Vec<OnceLock<Box<Entry>>>,
    /// How many more bytes may be kept.
    room: AtomicUsize,
}

impl Entries {
    /// Room for the entries of so many incidents, in one of so many languages.
    pub fn new(incidents: usize, languages: usize) -> Self {
        let made = (0..incidents).map(|_| OnceLock::new()).collect();
        Self { made, room: AtomicUsize::new(KEPT_BYTES / languages.max(1)) }
    }

    /// The entry of an incident.
    pub fn get(&self, number: IncidentNumber, make: impl FnOnce() -> Entry) -> Cow<'_, Entry> {
        let place = self.made.get(number as usize);
        if let Some(entry) = place.and_then(OnceLock::get) {
            return Cow::Borrowed(entry);
        }
        let entry = make();
        match place.filter(|_| self.take_room(entry.xml.text().len())) {
            Some(place) => Cow::Borrowed(place.get_or_init(|| Box::new(entry))),
            None => Cow::Owned(entry),
        }
    }

    fn take_room(&self, bytes: usize) -> bool {
        self.room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |room| room.checked_sub(bytes)).is_ok()
    }
}
