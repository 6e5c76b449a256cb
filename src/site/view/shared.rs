//! Views that many pages show: turned into a template's value once.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::Value;

/// A view that was made into a template's value when it was made. Templates see `T`.
#[derive(Clone, Debug)]
pub struct Shared<T> {
    view: Arc<T>,
    value: Value,
}

impl<T: Serialize> Shared<T> {
    /// Makes the value, once.
    pub fn new(view: T) -> Self {
        let value = Value::from_serializable(&view);
        Self { view: Arc::new(view), value }
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.view
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.view == other.view
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
