//! What was known when: the course of the status, and what the page gave before it was corrected.
//!
//! Updates are moments of the incident, amendments are moments of the article. Both carry a date; facts don't. So of
//! each moment is told what was dated by then: the status last stated, and of a fact that an amendment corrected later,
//! what the page gave until then. Nothing is concluded from it about facts without a date.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use tera::Value;

use super::incident::Writing;
use crate::archive::{
    About, Amendment, Claim, ClaimValue, Correction, End, Incident, Moment, Update, duration_as_told,
};
use crate::parse::escape::{escape, escape_into};
use crate::site::view::{AmendmentView, BesideView, CorrectedView, Html, KnownView, Placed, Shared, Term, UpdateView};

/// Stands in a text where the numbers of sources go. Authors' texts can't hold it: it is a control.
const SOURCES: &str = "\u{1a}";

/// A moment from which more was known.
enum Step<'s> {
    Update(&'s Update, &'s UpdateView),
    Amendment(usize, &'s Amendment),
}

/// The first correction of each fact after a moment, by what it is about: the amendment's number, its date, and what was
/// given until then.
type Corrections<'c> = BTreeMap<&'static str, (usize, &'c Moment, &'c Correction)>;

/// What the page gave before an amendment, going back from the last of them.
struct Given<'g> {
    start: &'g Moment,
    end: &'g End,
    /// Of what is neither, by what it is about.
    others: BTreeMap<&'static str, String>,
}

impl<'g> Given<'g> {
    /// What it gives now.
    const fn now(incident: &'g Incident) -> Self {
        Self { start: &incident.start, end: &incident.end, others: BTreeMap::new() }
    }

    /// Goes back to before `was` was amended; gives what it became.
    fn before(&mut self, was: &'g ClaimValue, writing: &Writing<'_>) -> String {
        let edition = writing.edition;
        match was {
            ClaimValue::Start(start) => edition.time_text(std::mem::replace(&mut self.start, start)),
            ClaimValue::End(end) => edition.end(std::mem::replace(&mut self.end, end)),
            ClaimValue::Interval(start, end) => {
                let (start, end) = (std::mem::replace(&mut self.start, start), std::mem::replace(&mut self.end, end));
                edition.interval(start, end)
            }
            _ => {
                let later = self.others.insert(was.key(), writing.claim_text(was));
                later.unwrap_or_else(|| writing.followed(was).text)
            }
        }
    }
}

impl Writing<'_> {
    /// What was known from each moment on; empty where one moment alone has a date.
    pub(super) fn known(&self, updates: &[UpdateView]) -> Vec<KnownView> {
        let facts = &self.incident.facts;
        if facts.updates.len() + facts.amendments.len() < 2 {
            return Vec::new();
        }
        let steps = steps(&facts.updates, updates, &facts.amendments);
        let mut later = Corrections::new();
        let mut corrected = Vec::with_capacity(steps.len());
        for step in steps.iter().rev() {
            corrected.push(self.corrected(&later));
            if let Step::Amendment(number, Amendment { date, was: Some(was) }) = step {
                later.insert(was.value.key(), (*number, date, was));
            }
        }
        let mut status = None;
        let views = steps.iter().zip(corrected.into_iter().rev());
        views.map(|(step, corrected)| self.step(step, &mut status, corrected)).collect()
    }

    fn step(&self, step: &Step<'_>, status: &mut Option<Shared<Term>>, corrected: Vec<CorrectedView>) -> KnownView {
        let (at, href, elapsed) = match step {
            Step::Update(update, view) => {
                let stated = update.status.map(|status| self.edition.term("status", status.key()));
                *status = stated.or_else(|| status.clone());
                (view.at.clone(), ["#", &view.anchor].concat(), self.elapsed(&update.at))
            }
            Step::Amendment(number, amendment) => {
                let at = self.edition.time_html(Some(&amendment.date));
                (at, format!("#{}", anchor(*number)), String::new())
            }
        };
        let amended = matches!(step, Step::Amendment(..));
        KnownView { at, href, amended, status: status.clone(), elapsed, corrected }
    }

    /// The time since the beginning; empty where one of the two has no clock time. Doubt about the beginning is
    /// told with it; that about the moment stands beside it.
    fn elapsed(&self, at: &Moment) -> String {
        let start = &self.incident.start;
        let both_clocks = start.clock().is_some() && at.clock().is_some();
        if !both_clocks || start == at || at.certainly_before(start) {
            return String::new();
        }
        let mut elapsed = self.edition.bounded(duration_as_told(start, at));
        if start.is_uncertain() {
            elapsed = self.edition.doubted(&elapsed);
        }
        self.edition.tell("known-elapsed", &[("duration", elapsed.as_str().into())])
    }

    fn corrected(&self, later: &Corrections<'_>) -> Vec<CorrectedView> {
        let view = |(number, date, was): &(usize, &Moment, &Correction)| {
            let fact = self.edition.term("about", was.value.key());
            let value = self.claim_text(&was.value);
            CorrectedView {
                given: self.edition.fact(&fact.label, &value),
                href: format!("#{}", anchor(*number)),
                at: self.edition.time_html(Some(date)),
            }
        };
        later.values().map(view).collect()
    }

    /// Changes to the article in the order of time, each with what was given before and after.
    pub(super) fn amendments(&self) -> Vec<AmendmentView> {
        let mut given = Given::now(self.incident);
        let mut views = Vec::with_capacity(self.incident.facts.amendments.len());
        for (number, amendment) in in_time(&self.incident.facts.amendments).into_iter().rev() {
            let change = amendment.was.as_ref().map(|correction| {
                let became = given.before(&correction.value, self);
                self.change(&correction.value, &became)
            });
            views.push(AmendmentView {
                anchor: anchor(number),
                date: self.edition.time_html(Some(&amendment.date)),
                note: self.note(|telling| &telling.texts.amendments, number),
                change: change.unwrap_or_default(),
            });
        }
        views.reverse();
        views
    }

    /// What became of a value, which stands with the numbers of its sources.
    fn change(&self, was: &ClaimValue, became: &str) -> Placed {
        let fact = self.edition.term("about", was.key());
        let (given, became) = (self.edition.apart(&self.claim_text(was)), self.edition.apart(became));
        let given = given + SOURCES;
        let arguments =
            [("fact", fact.label.as_str().into()), ("was", given.as_str().into()), ("became", became.as_str().into())];
        let text = self.edition.tell("fact-changed", &arguments);
        let parts: Vec<String> = text.split(SOURCES).map(escape).collect();
        Placed::new(parts.join(&self.references.marks(was.sources())))
    }

    /// What stands beside facts: that sources disagree, and when they were last corrected.
    pub(super) fn beside(&self) -> Shared<BesideView> {
        /// Beside the facts of most incidents.
        static NOTHING: LazyLock<Shared<BesideView>> = LazyLock::new(|| beside(|_| Value::safe_string("")));
        let facts = &self.incident.facts;
        let nothing = facts.claims.is_empty() && facts.amendments.iter().all(|amendment| amendment.was.is_none());
        if nothing { NOTHING.clone() } else { beside(|about| self.marks(about)) }
    }

    fn marks(&self, about: About) -> Html {
        let facts = &self.incident.facts;
        let mut html = String::new();
        let disputes =
            |claim: &&Claim| self.incident.is_concerned_by(about, &claim.value) && !self.incident.follows(claim);
        if let Some(claim) = facts.claims.iter().find(disputes) {
            html.extend(["<a href=\"#c-", claim.value.key(), "\">"]);
            escape_into(&mut html, &self.edition.say("fact-disputed"));
            html.push_str("</a>");
        }
        let about_it = |amendment: &Amendment| {
            amendment.was.as_ref().is_some_and(|was| self.incident.is_concerned_by(about, &was.value))
        };
        let corrections = facts.amendments.iter().enumerate().filter(|(_, amendment)| about_it(amendment));
        if let Some((number, amendment)) = corrections.max_by_key(|(_, amendment)| amendment.date.order_key()) {
            let text = self.edition.time_text(&amendment.date);
            html.extend([if html.is_empty() { "" } else { " · " }, "<a href=\"#", &anchor(number), "\">"]);
            escape_into(&mut html, &self.edition.tell("fact-corrected", &[("date", text.as_str().into())]));
            html.push_str("</a>");
        }
        Value::safe_string(&html)
    }
}

fn beside(marks: impl Fn(About) -> Html) -> Shared<BesideView> {
    Shared::new(BesideView {
        date: marks(About::Date),
        end: marks(About::End),
        regions: marks(About::Regions),
        impact: marks(About::Impact),
        cause: marks(About::Cause),
        status: marks(About::Status),
        figures: marks(About::Figures),
    })
}

/// The fragment of an amendment's address.
fn anchor(number: usize) -> String {
    format!("a-{}", number + 1)
}

/// Updates and amendments in the order of time. An amendment follows an update unless it surely came before.
fn steps<'s>(updates: &'s [Update], views: &'s [UpdateView], amendments: &'s [Amendment]) -> Vec<Step<'s>> {
    let mut amendments = in_time(amendments).into_iter().peekable();
    let mut steps = Vec::with_capacity(updates.len() + amendments.len());
    for (update, view) in updates.iter().zip(views) {
        while let Some((number, amendment)) = amendments.next_if(|(_, one)| one.date.certainly_before(&update.at)) {
            steps.push(Step::Amendment(number, amendment));
        }
        steps.push(Step::Update(update, view));
    }
    steps.extend(amendments.map(|(number, amendment)| Step::Amendment(number, amendment)));
    steps
}

/// Amendments in the order of time, each with its number in the write-up.
fn in_time(amendments: &[Amendment]) -> Vec<(usize, &Amendment)> {
    let mut sorted: Vec<(usize, &Amendment)> = amendments.iter().enumerate().collect();
    sorted.sort_by_key(|(number, amendment)| (amendment.date.order_key(), *number));
    sorted
}
