//! A draft taken apart: what holds in every language, and what is said in its own.

use super::incident::{CauseTelling, Facts, Texts, Update, UpdateTelling};
use super::read::{FactsDraft, UpdateRead};

/// What a draft says in every language, and what it says in its own; `order` has the numbers of its updates in the
/// order of time.
pub fn parted(draft: FactsDraft, order: &[usize]) -> (Facts, Texts) {
    let (updates, update_texts) = parted_updates(draft.updates, order);
    let (causes, cause_texts): (_, Vec<_>) = unzipped(draft.causes.len(), draft.causes.into_iter());
    let (justification, justification_text) = draft.justification.unzip();
    let (sources, source_notes) = unzipped(draft.sources.len(), draft.sources.into_iter());
    let (claims, claim_notes) = known(draft.claims);
    let (figures, figure_notes) = known(draft.figures);
    let (amendments, amendment_notes) = known(draft.amendments);
    let texts = Texts {
        updates: update_texts,
        causes: cause_texts.into_iter().map(|summary| CauseTelling { summary, by: None }).collect(),
        justification: justification_text.flatten(),
        claims: claim_notes,
        figures: figure_notes,
        sources: source_notes,
        amendments: amendment_notes,
        withdrawn: draft.withdrawn.clone(),
    };
    let facts = Facts {
        impact: draft.impact,
        services: draft.services,
        regions: draft.regions,
        causes,
        justification,
        sources,
        claims,
        figures,
        reports: draft.reports,
        related: fitted(draft.related),
        updates,
        amendments,
        tags: fitted(draft.tags),
        aliases: fitted(draft.aliases),
        draft: draft.draft.unwrap_or(false),
        withdrawn: draft.withdrawn,
        extra: draft.extra,
    };
    (facts, texts)
}

fn parted_updates(read: Vec<UpdateRead>, order: &[usize]) -> (Vec<Update>, Vec<UpdateTelling>) {
    let mut read: Vec<Option<UpdateRead>> = read.into_iter().map(Some).collect();
    let in_order = order.iter().filter_map(|number| read.get_mut(*number)?.take());
    let parted = |read: UpdateRead| {
        let update = Update { at: read.at?, status: read.status, sources: read.sources, by: read.by, lang: read.lang };
        Some((update, UpdateTelling { text: read.text, by: None }))
    };
    unzipped(order.len(), in_order.filter_map(parted))
}

/// The entries that could be read, and their notes.
fn known<T>(entries: Vec<(Option<T>, Option<String>)>) -> (Vec<T>, Vec<Option<String>>) {
    unzipped(entries.len(), entries.into_iter().filter_map(|(fact, note)| Some((fact?, note))))
}

fn fitted<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}

/// Lists of at most so many pairs, without room to grow: those of all incidents stand in memory at once.
fn unzipped<A, B>(most: usize, pairs: impl Iterator<Item = (A, B)>) -> (Vec<A>, Vec<B>) {
    let (mut first, mut second) = (Vec::with_capacity(most), Vec::with_capacity(most));
    for (a, b) in pairs {
        first.push(a);
        second.push(b);
    }
    (first, second)
}
