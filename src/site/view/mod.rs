//! What templates see: the theme contract.
//!
//! Every text is ready for its language; a `Value` marked safe holds HTML. An `href` is an address from the site's
//! root: a template writes `{{ root }}{{ x.href }}`, where `root` leads from the page to the site's root. Those that may
//! also be a place of the page itself, such as `#y-2024`, have the way to the root in them, say so, and stand alone.
//! Outside addresses are called `url` and stand alone.

mod context;
mod data;
mod incident;
mod listing;
mod placed;
mod search;
mod service;
mod shared;
mod shell;
mod statistics;

pub(in crate::site) use context::context;
pub(in crate::site) use placed::{holds_signs, signed, with_signs};

pub use data::{DataView, DownloadView, EmbedView, FeedsView};
pub use incident::{
    AffectedView, AmendmentView, BesideView, CauseView, ClaimGroup, ClaimValue, CorrectedView, CurveView, FigureView,
    IncidentView, JustificationView, KnownView, PointView, RelatedGroup, RelatedView, ReportView, ShareView,
    SourceView, UpdateView,
};
pub use listing::{
    Bar, Card, CardGroup, CardsView, HomeView, ListingGroup, ListingView, PageView, Pager, RowView, YearView, YearsView,
};
pub use placed::Placed;
pub use search::{ChoiceView, FacetView, SearchView, YearChoiceView};
pub use service::{FactView, LaneView, NumberView, ServiceView, TickView, TimelineView};
pub use shared::Shared;
pub use shell::{
    Alternate, FrameView, Html, LicenceView, LinkView, LogoView, MenuLink, NoticeView, Shell, SiteView, Term, TextView,
    TimeView,
};
pub use statistics::{ChartView, HeatView, MatrixView, StatisticsView};
