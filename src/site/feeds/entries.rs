//! What stands in many feeds of one language, made once for all of them.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use super::entry::Entry;
use crate::derive::IncidentNumber;
use crate::site::marked::Marked;

/// How many more bytes the feeds of a site may keep in all languages; what comes later is made each time it is asked for.
#[derive(Debug)]
pub(crate) struct Room(AtomicUsize);

impl Default for Room {
    fn default() -> Self {
        Self(AtomicUsize::new(KEPT_BYTES))
    }
}

const KEPT_BYTES: usize = 24 << 20;

/// Incidents as feeds tell them in one language, made when first asked for.
#[derive(Debug)]
pub(crate) struct Entries {
    made: Vec<OnceLock<Box<Entry>>>,
    events: Vec<OnceLock<Box<str>>>,
    /// As JSON Feed writes them.
    items: Vec<OnceLock<Box<str>>>,
    /// What is known and what isn't, in a line each.
    lines: Vec<OnceLock<Box<[String]>>>,
    /// Each update as an entry.
    updates: Vec<OnceLock<Box<[Marked]>>>,
    room: Arc<Room>,
    /// How many bytes of the room are taken.
    taken: AtomicUsize,
}

impl Drop for Entries {
    fn drop(&mut self) {
        self.room.0.fetch_add(*self.taken.get_mut(), Ordering::Relaxed);
    }
}

impl Entries {
    /// Places for so many incidents.
    pub fn new(incidents: usize, room: Arc<Room>) -> Self {
        Self {
            made: (0..incidents).map(|_| OnceLock::new()).collect(),
            events: (0..incidents).map(|_| OnceLock::new()).collect(),
            items: (0..incidents).map(|_| OnceLock::new()).collect(),
            lines: (0..incidents).map(|_| OnceLock::new()).collect(),
            updates: (0..incidents).map(|_| OnceLock::new()).collect(),
            room,
            taken: AtomicUsize::new(0),
        }
    }

    /// The entry of an incident.
    pub fn entry(&self, number: IncidentNumber, make: impl FnOnce() -> Entry) -> Cow<'_, Entry> {
        self.kept(self.made.get(number as usize), make, |entry| entry.xml.text().len(), Box::new)
    }

    /// The event of an incident.
    pub fn event(&self, number: IncidentNumber, make: impl FnOnce() -> String) -> Cow<'_, str> {
        self.kept(self.events.get(number as usize), make, String::len, String::into_boxed_str)
    }

    /// The lines of an incident.
    pub fn lines(&self, number: IncidentNumber, make: impl FnOnce() -> Vec<String>) -> Cow<'_, [String]> {
        let length = |lines: &Vec<String>| lines.iter().map(String::len).sum();
        self.kept(self.lines.get(number as usize), make, length, Vec::into_boxed_slice)
    }

    /// The item of an incident.
    pub fn item(
        &self,
        number: IncidentNumber,
        make: impl FnOnce() -> Result<String, String>,
    ) -> Result<Cow<'_, str>, String> {
        let place = self.items.get(number as usize);
        if let Some(known) = place.and_then(OnceLock::get) {
            return Ok(Cow::Borrowed(known));
        }
        let made = make()?;
        Ok(self.kept(place, || made, String::len, String::into_boxed_str))
    }

    /// The updates of an incident.
    pub fn updates(&self, number: IncidentNumber, make: impl FnOnce() -> Vec<Marked>) -> Cow<'_, [Marked]> {
        let length = |updates: &Vec<Marked>| updates.iter().map(|update| update.text().len()).sum();
        self.kept(self.updates.get(number as usize), make, length, Vec::into_boxed_slice)
    }

    fn kept<'k, V: ToOwned + ?Sized>(
        &self,
        place: Option<&'k OnceLock<Box<V>>>,
        make: impl FnOnce() -> V::Owned,
        length: impl FnOnce(&V::Owned) -> usize,
        boxed: impl FnOnce(V::Owned) -> Box<V>,
    ) -> Cow<'k, V> {
        if let Some(known) = place.and_then(OnceLock::get) {
            return Cow::Borrowed(known);
        }
        let made = make();
        match place.filter(|_| self.take_room(length(&made))) {
            Some(place) => Cow::Borrowed(place.get_or_init(|| boxed(made))),
            None => Cow::Owned(made),
        }
    }

    fn take_room(&self, bytes: usize) -> bool {
        let left = self.room.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |room| room.checked_sub(bytes));
        self.taken.fetch_add(left.map_or(0, |_| bytes), Ordering::Relaxed);
        left.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_made_once_and_no_more_is_kept_than_there_is_room_for() {
        let room = Arc::new(Room::default());
        let entries = Entries::new(2, Arc::clone(&room));
        let large = || "x".repeat(KEPT_BYTES - 1);
        assert!(matches!(entries.event(0, large), Cow::Borrowed(_)));
        assert!(matches!(entries.event(0, || unreachable!("it is kept")), Cow::Borrowed(_)));
        assert_eq!(entries.event(1, || "yy".into()), Cow::<str>::Owned("yy".into()));
        assert!(matches!(entries.event(1, || "zz".into()), Cow::Owned(_)));
        assert!(matches!(entries.event(7, || "no such place".into()), Cow::Owned(_)));
        drop(entries);
        let others = Entries::new(1, room);
        assert!(matches!(others.event(0, large), Cow::Borrowed(_)), "what is dropped leaves its room");
    }
}
