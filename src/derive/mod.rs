//! Takes: the archive.
//! Gives: timelines of services, relations in both directions, lists by service, region, cause, tag and year.
//! Promises: an unknown duration is never a number; order is total.
//! Never: knows a language or an address.
