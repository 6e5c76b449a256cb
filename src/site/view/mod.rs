//! What templates see: the theme contract.
//!
//! Every text is ready for its language; a `Value` marked safe holds HTML. Every `href` is an address from the
//! site's root: a template writes `{{ root }}{{ x.href }}`, where `root` leads from the page to the site's root.
//! Outside addresses are called `url` and stand alone.

mod incident;
mod listing;
mod search;
mod service;
mod shell;

pub use incident::{
    AffectedView, AmendmentView, CauseView, ClaimGroup, ClaimValue, FigureView, IncidentView, JustificationView,
    PointView, RelatedGroup, RelatedView, ReportView, ShareView, SourceRef, SourceView, UpdateView,
};
pub use listing::{
    Bar, Card, CardGroup, CardsView, HomeView, ListingGroup, ListingView, PageView, Pager, RowView, YearView, YearsView,
};
pub use search::{ChoiceView, FacetView, SearchView};
pub use service::{BarView, FactView, LaneView, NumberView, ServiceView, TickView, TimelineView};
pub use shell::{Alternate, Html, LicenceView, LinkView, NoteView, NoticeView, Shell, Term, TextView, TimeView};
