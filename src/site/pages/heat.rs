//! The calendar: how many incidents began in each month of each year.

use std::collections::BTreeMap;

use tera::Value;

use super::subject::{Subject, Trait, add_cell_link, strength};
use crate::derive::{Tally, YearMonth, YearStep, axis};
use crate::parse::escape::escape_into;
use crate::site::edition::Edition;
use crate::site::sheets::{Chart, known_to_the_year};
use crate::site::view::{HeatView, Html};

impl Subject<'_> {
    /// The calendar of these incidents; `None` where the site does without.
    pub(super) fn heat(&self) -> Option<HeatView> {
        let periods = &self.breakdown?.periods;
        let years: BTreeMap<i32, Tally> = periods
            .iter()
            .filter(|((_, month), _)| month.is_none())
            .map(|((year, _), tally)| (*year, *tally))
            .collect();
        let without_month = years.keys().map(|year| known_to_the_year(*year, periods)).sum::<usize>();
        Some(HeatView {
            id: Chart::Months.key(),
            heading: self.edition.say("chart-months"),
            sample: self.sample(self.list.len().saturating_sub(without_month), without_month),
            method: self.edition.say("method-months"),
            months: month_heads(self.edition),
            rows: self.heat_rows(&years, periods),
            csv: self.csv(Chart::Months),
        })
    }

    fn heat_rows(&self, years: &BTreeMap<i32, Tally>, periods: &[(YearMonth, Tally)]) -> Html {
        let months: BTreeMap<(i32, u32), Tally> =
            periods.iter().filter_map(|((year, month), tally)| month.map(|month| ((*year, month), *tally))).collect();
        let most = months.values().map(|tally| tally.count).max().unwrap_or(1);
        let mut html = String::new();
        for step in axis(years.keys().copied()).into_iter().rev() {
            let year = match step {
                YearStep::Year(year) => year,
                YearStep::LeftOut(from, to) => {
                    html.push_str("\n<tr><td class=\"gap\" colspan=\"14\">");
                    escape_into(&mut html, &self.edition.years_left_out((from, to)));
                    html.push_str("</td></tr>");
                    continue;
                }
            };
            html.push_str("\n<tr><th scope=\"row\">");
            html.push_str(&self.edition.year(year));
            html.push_str("</th>");
            for month in 1..=12 {
                let tally = months.get(&(year, month)).copied().unwrap_or_default();
                self.add_cell(&mut html, Trait::Month(year, month), tally, most);
            }
            html.push_str("<td class=\"sum\">");
            let tally = years.get(&year).copied().unwrap_or_default();
            self.add_number(&mut html, Trait::Year(year), tally, "");
            html.push_str("</td></tr>");
        }
        Value::safe_string(&html)
    }

    /// A cell as strong as its number is large; empty where there is none.
    fn add_cell(&self, html: &mut String, of: Trait<'_>, tally: Tally, most: usize) {
        if tally.count == 0 {
            html.push_str("<td></td>");
            return;
        }
        html.push_str("<td>");
        self.add_number(html, of, tally, strength(tally.count, most));
        html.push_str("</td>");
    }

    fn add_number(&self, html: &mut String, of: Trait<'_>, tally: Tally, class: &str) {
        let number = self.edition.number_text(tally.count);
        if tally.count == 0 {
            html.push_str(&number);
        } else {
            add_cell_link(html, self.exact(of, tally).as_deref(), class, &number);
        }
    }
}

fn month_heads(edition: &Edition) -> Html {
    let mut html = String::new();
    for month in 1..=12 {
        html.push_str("<th scope=\"col\">");
        escape_into(&mut html, &edition.locale().month_short(month));
        html.push_str("</th>");
    }
    Value::safe_string(&html)
}
