//! Reports by users: shares of problems as bars, counts over time as a curve on a true time scale.

use std::fmt::Write as _;

use tera::Value;

use super::evidence::{percent_text, whole_percent};
use super::incident::Writing;
use super::timeline::Percent;
use crate::archive::{Moment, Report, ReportKind};
use crate::derive::{Curve, Stem};
use crate::site::edition::Spoken;
use crate::site::route::reports_file;
use crate::site::view::{CurveView, Html, PointView, ReportView, ShareView};

/// A stem at least this wide is drawn as a bar: its moment is a day or longer.
const BAR: f64 = 0.008;

impl Writing<'_> {
    /// Reports by users with their pictures.
    pub(super) fn report(&self, report: &Report) -> ReportView {
        let edition = self.edition;
        let curve = Curve::new(&report.points);
        let largest = curve.as_ref().map_or(1.0, |curve| curve.peak.1).max(1.0);
        let share = |(kind, percent): &(ReportKind, f64)| ShareView {
            label: edition.term("report", kind.key()).label.clone(),
            text: percent_text(edition, *percent),
            percent: *percent,
        };
        let point = |(at, count): &(Moment, f64)| PointView {
            at: edition.time_html(Some(at)),
            text: edition.decimal(*count),
            share: whole_percent(count / largest),
        };
        let Spoken { text: region, lang: region_lang, dir: region_dir } =
            report.region.as_ref().map(|region| edition.region_spoken(region)).unwrap_or_default();
        ReportView {
            source: Value::safe_string(&self.references.named(report.source.as_ref())),
            at: edition.time_html(report.at.as_ref()),
            region,
            region_lang,
            region_dir,
            shares: report.shares.iter().map(share).collect(),
            points: report.points.iter().map(point).collect(),
            curve: curve.map(|curve| self.curve(&curve)),
        }
    }

    fn curve(&self, curve: &Curve) -> CurveView {
        let edition = self.edition;
        let (count, at) = (edition.decimal(curve.peak.1), edition.time_text(&curve.peak.0));
        CurveView {
            peak: edition.tell("report-peak", &[("number", count.as_str().into()), ("moment", at.as_str().into())]),
            most: count,
            from: edition.time_html(Some(&curve.first)),
            to: edition.time_html(Some(&curve.last)),
            drawing: drawing(&curve.stems, edition.direction() == "rtl"),
            csv: reports_file(&self.incident.id),
        }
    }
}

/// Stems and bars in per cent both ways, so that they fit any screen; mirrored in right-to-left.
fn drawing(stems: &[Stem], rtl: bool) -> Html {
    let mut svg = String::with_capacity(stems.len() * 64);
    for Stem { from, to, height } in stems {
        let (left, right) = if rtl { (1.0 - to, 1.0 - from) } else { (*from, *to) };
        let (x, y) = (Percent::of(left), Percent::of(1.0 - height));
        if right - left < BAR {
            let _ = write!(svg, "<line x1=\"{x}%\" x2=\"{x}%\" y1=\"{y}%\" y2=\"100%\"/>");
        } else {
            let (width, height) = (Percent::of(right - left), Percent::of(*height));
            let _ = write!(svg, "<rect x=\"{x}%\" y=\"{y}%\" width=\"{width}%\" height=\"{height}%\"/>");
        }
    }
    Value::safe_string(&svg)
}
