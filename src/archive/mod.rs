//! Takes: documents (shape) and settings.
//! Gives: the archive (meaning): incidents with their tellings, services, regions, causes, pages.
//! Promises: what is in an archive has been checked; an unknown is a value of its own.
//! Never: reads the disk, knows an address or a template.

mod moment;

pub use moment::{
    Clock, DurationRange, End, Instant, Moment, MomentProblem, Offset, OrderKey, Precision, When, duration,
};
