### Every text of the interface in English.
### `$number` is a numeral ready to be read; `$count` is the same as a number and only chooses the plural form.

## The frame

skip-to-content = Skip to content
main-navigation = Sections
languages-navigation = Languages
breadcrumb = You are here
made-with = Made with
licence = Licence of the texts
contact = Contact

## Sections and kinds of page

home = Home
incidents = Incidents
services = Services
regions = Regions
causes = Causes
tags = Tags
years = Years
incident = Incident
service = Service
region = Region
cause = Cause
tag = Tag
year = Year
month = Month
month-not-known = Month not known
month-not-known-in = { $year }, month not known
statistics = Statistics
language = Language
duration = Duration
by-year = By year
all-incidents = All incidents
ongoing-now = Going on
latest-incidents = Latest
newer = Newer
older = Older
pages = Pages
all-pages = All pages
latest-on = Latest:

## Counts

count-incidents =
    { $count ->
        [0] No incidents
        [one] { $number } incident
       *[other] { $number } incidents
    }
# Of a year or month, where others of it stand elsewhere: $number is $shown as it is read, $total is $count.
count-incidents-of =
    { $shown ->
        [one] { $number } of { $total } incidents
       *[other] { $number } of { $total } incidents
    }
more-services =
    { $count ->
        [one] { $number } more service
       *[other] { $number } more services
    }
more-regions =
    { $count ->
        [one] { $number } more region
       *[other] { $number } more regions
    }
more-causes =
    { $count ->
        [one] { $number } more cause
       *[other] { $number } more causes
    }
page-position = Page { $page } of { $pages }
extent = { $incidents }, { $from } to { $to }
extent-single = { $incidents } in { $year }
language-marker = in { $language }

## Moments and durations

moment-approximate = about { $moment }
moment-approximate-day = about { $day }
moment-approximate-time = about { $time }
moment-approximate-clock = { $day }, about { $time }
moment-uncertain = { $moment } (uncertain)
interval = { $from } – { $to }
interval-end-not-known = { $from } – end not known
interval-ongoing = { $from } – still going on
from = from { $moment }
until = until { $moment }
end-not-known = end not known
ongoing = going on
duration-about = about { $duration }
planned = { $time } (planned)
duration-between = between { $from } and { $to }
duration-at-most = at most { $duration }
duration-unknown = not known
duration-class-minutes = Under 15 minutes
duration-class-under-hour = 15 to 60 minutes
duration-class-hours = 1 to 4 hours
duration-class-half-day = 4 to 12 hours
duration-class-day = 12 to 24 hours
duration-class-days = 1 to 7 days
duration-class-weeks = A week or more
duration-class-rough = Only roughly known
duration-class-unknown = End not known
duration-class-ongoing = Still going on
duration-class-announced = Scheduled

## Figures

figure-at-least = at least { $value }
figure-at-most = at most { $value }
figure-between = { $from } to { $to }
figure-with-unit = { $value } { $unit }
figure-at = { $figure } ({ $moment })

## Impact

impact = Impact
impact-none = None
impact-minor = Minor
impact-major = Major
impact-critical = Critical
impact-maintenance = Maintenance
impact-unknown = Not known

## Status

status = Status
status-investigating = Investigating
status-identified = Identified
status-monitoring = Monitoring
status-resolved = Resolved
status-unknown = Not known
status-scheduled = Scheduled
status-in-progress = In progress
status-verifying = Verifying
status-completed = Completed

## Certainty

certainty-confirmed = confirmed
certainty-claimed = claimed
certainty-suspected = suspected
certainty-disputed = disputed
certainty-unknown = certainty not known
cause-with-certainty = { $cause } ({ $certainty })
cause-said-by = { $cause } (according to { $by })
cause-with-certainty-said-by = { $cause } ({ $certainty }, according to { $by })

## Causes and their families

cause-power = Power
cause-cooling = Cooling
cause-hardware = Hardware
cause-network = Network
cause-cable-cut = Cable cut
cause-dns = DNS
cause-certificate = Certificate
cause-software = Software
cause-configuration = Configuration
cause-capacity = Capacity
cause-dependency = Dependency
cause-attack = Attack
cause-government-directed = Ordered by a government
cause-natural-disaster = Natural disaster
cause-human-error = Human error
cause-maintenance = Maintenance
cause-unknown = Cause not known
family-physical = Physical
family-network = Network
family-software = Software
family-operations = Operations
family-external = External
family-deliberate = Deliberate
family-unknown = Not known

## Sources

role-official = official
role-press = press
role-crowd = users’ reports
role-measurement = measurement
role-regulator = regulator
role-other = other source

## What claims are about

about-date = Start
about-end = End
about-interval = Start and end
about-regions = Regions
about-impact = Impact
about-cause = Cause
about-status = Status
about-figures = Figures

## Kinds of problem in users’ reports

report-connection = Connecting
report-sending = Sending
report-receiving = Receiving
report-login = Signing in
report-app = App
report-website = Website
report-other = Other

## Relations: as seen from the page that names the other, then from the other page

relation-precursor = Announced by
relation-inverse-precursor = Precursor of
relation-follows = Follows
relation-inverse-follows = Followed by
relation-same-cause = Same cause
relation-inverse-same-cause = Same cause
relation-context = In the context of
relation-inverse-context = Context for
relation-duplicate = Duplicate of
relation-inverse-duplicate = Also recorded as
relation-part-of = Part of
relation-inverse-part-of = Includes
relation-see-also = See also
relation-inverse-see-also = See also
relation-not-to-be-confused-with = Not to be confused with
relation-inverse-not-to-be-confused-with = Not to be confused with

## The incident page

key-facts = Key facts
began = Start
ended = End
lasted = Duration
planned-start = Planned start
planned-end = Planned end
planned-duration = Planned duration
cause-according-to = according to
justification = Stated as the reason
updates = Updates
claims = Where sources disagree
claim-sources = According to
claim-followed = followed here
reports = Users’ reports
reports-note = Self-reported: they show who complained, not how many were affected.
reports-by = Collected by
report-kind = Problem
report-share = Share
report-time = Time
report-count = Reports
report-numbers = The numbers
report-peak = Peak: { $number }, { $moment }.
sources = Sources
source = Source
source-archived = archived copy
source-accessed = accessed
footnotes = Notes
related = Related incidents
neighbours = More incidents of { $service }
told-in = Also in
original-in = Translated; the original is in
older-than-original = The original has changed since this translation was made; what has changed is not told here yet.
amendments = Changes to this page
cite = How to cite
citation = “{ $title }”, { $site }, incident: { $date }, { $id }.
citation-revised = “{ $title }”, { $site }, incident: { $date }, revised { $revised }, { $id }.
citation-note = Incident: { $date }
source-file = Source of this page
edit-page = Propose a correction
link-to-update = Link to this update
course = { $was } → { $became }
fact-given = { $fact }: { $value }
fact-changed = { $fact }: { $was } → { $became }
fact-disputed = sources disagree
fact-corrected = corrected { $date }
known = As known at
known-note = What had been dated by each moment: the status last stated, and what this page gave until it was corrected. Facts without a date stand as they are now.
known-moment = Moment
known-status = Status last stated
known-elapsed = { $duration } after the beginning
known-amended = This page was changed
known-until = until corrected on
local-time = your time: { $time }
local-zone = Also in my time ({ $zone })
copy = Copy
copy-link = Copy link
copied = Copied
copy-by-hand = Copying isn’t possible from here: the text to copy is selected.

## In the prose

prose-back = Back to the text
prose-table = Table
prose-done = done
prose-open = to do
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution

## The service page

fact-since = In service since
fact-until = Until
fact-part-of = Part of
fact-includes = Includes
fact-provider = Depends on
fact-homepage = Website
fact-group = Group
fact-aliases = Also known as
numbers = In numbers
timeline = Timeline
timeline-text = Incidents of { $service } from { $from } to { $to }, a line for each year: { $incidents }.
timeline-text-single = Incidents of { $service } in { $year }: { $incidents }.
years-left-out = { $from } to { $to }: no incidents
timeline-new =
    { $count ->
        [0] No new incidents
        [one] { $number } new incident
       *[other] { $number } new incidents
    }
timeline-continued = { $number } continued from the year before
timeline-through = { $number } more went on throughout the year
timeline-year = { $new }; { $continued }
timeline-list = The same as a list
timeline-note = Each mark is one incident at its place in the year; a bar shows how long it lasted, where that is visible at this scale.
timeline-own =
    { $count ->
        [one] { $number } incident began, ended or weighed otherwise for this service: the timeline shows that, lists and numbers the whole incident.
       *[other] { $number } incidents began, ended or weighed otherwise for this service: the timeline shows that, lists and numbers the whole incidents.
    }
bar-text = { $title } · { $start } · { $duration }
legend = Legend
legend-open = end not known
legend-ongoing = going on
legend-planned = planned
legend-rough = time approximate

number-incidents = Incidents
number-total = Total time
number-median = Median duration
number-longest = Longest for certain
number-between = Time between incidents
number-under-a-day = less than a day
number-not-known = not known
method-incidents = Duplicates and withdrawn entries are not counted.
method-known =
    { $count ->
        [0] No duration is known to the minute.
        [one] From the only incident whose duration is known.
       *[other] From the { $number } incidents whose duration is known.
    }
method-unknown =
    { $count ->
        [one] { $number } incident whose duration is not known exactly enough, or that is not over, is left out.
       *[other] { $number } incidents whose duration is not known exactly enough, or that are not over, are left out.
    }
method-length = { $known } { $unknown }
method-only-rough = From the incidents with approximate times ({ $number }); no duration is known to the minute.
method-rough = { $method } Counting in those with approximate times ({ $number }): { $duration }.
method-total-merged = { $method } Overlaps count once.
method-longest = { $title }
method-between =
    { $count ->
        [one] The only interval between two beginnings.
       *[other] Median of { $number } intervals between beginnings.
    }

## Statistics: every number with its method

statistics-lead = What the archive can count, and how. Every number leads to the incidents behind it, and what isn’t known is counted as not known.
statistics-lead-without-search = What the archive can count, and how. A number leads to the incidents behind it where a list holds just these, and what isn’t known is counted as not known.
total = Total
intervals = Intervals
chart-sample = n = { $known } · not known: { $unknown }
chart-csv = These numbers as CSV
chart-months = Month by month
method-months = By the month in which they began, in UTC. Those whose month isn’t known count for the year alone.
chart-durations = How long they lasted
column-durations = Duration
method-durations = An incident stands in a class only if its times can mean no other. The classes grow longer from row to row.
chart-intervals = Time between incidents
column-intervals = Interval
method-intervals = Days from one beginning to the next, where both are known to the day and no other can lie between.
gap-class-day = Same or next day
gap-class-week = 2 to 6 days
gap-class-month = 7 to 29 days
gap-class-quarter = 30 to 89 days
gap-class-year = 90 to 364 days
gap-class-years = 365 days or more
gap-longest = Longest: { $duration }, from { $from } to { $to }.
chart-causes = By cause
column-causes = Cause
method-causes = An incident with several causes counts under each, so the parts can add up to more than the whole.
chart-regions = By region
column-regions = Region
method-regions = A region includes those within it, and an incident counts in each that it concerned, so the parts can add up to more than the whole.
region-not-named = No region named
more-in-file = { $more } in the CSV file.
chart-services-regions = Services and regions
method-services-regions = How many incidents concerned both. A region includes those within it.
matrix-part = Shown are the services ({ $services }) and the regions ({ $regions }) with the most incidents; the CSV file has all of them.
note-duration-rough = When they began and ended is told, but not exactly enough to say how long they lasted.

## Notes on lists

note-cause-unknown = Nobody has established why these happened, or nobody has said so. That is an answer and not a gap: the cause stays open until a source closes it.
note-region-within = Includes the incidents of every region within it.
note-regions = A region includes what happened in the regions within it; sets such as the Middle East overlap with others.
note-newest-of = The newest { $number } of { $total } are listed here; the others stand under their years and under what they concern.
note-part-of-year = { $number } of { $total } are listed here; each month has a page of its own.
note-part-of-year-without-month = { $number } of { $total } are listed here; each month has a page of its own, and so have those whose month isn’t known.
note-causes = A cause counts as known when somebody has stated it; how sure that is stands beside it on each page.
own-regions = Regions of this archive
region-within = Lies within
region-parts = Regions within
cause-family = Other causes of this family
empty-list = There is nothing here yet.

## Search

search = Search
search-button = Search
search-field = Search the archive
search-description = Search all incidents by word, place, date or identifier, in any language.
search-hint = Words in any language, an identifier, a place or a date; “quotation marks” for words that stand together; a minus before a word leaves out what has it.
search-without-script = Search needs JavaScript. Without it, the archive lies open by what was concerned, where, why and when:
search-narrow = Narrow down
search-from = from
search-to = to
search-any = any
search-clear = Start over
search-sort = Order
search-sort-relevance = Best first
search-sort-date = Newest first
search-more = More results
search-searching = Searching…
search-none = Nothing found
search-failed = The search files could not be read. Check the connection and search again.
search-common = “{ $word }” stands in many entries; only those with a rarer word of the search are shown.
search-missing = “{ $word }” stands nowhere in the archive.
search-corrected = “{ $word }” stands nowhere in the archive; shown is “{ $found }”.
search-alike = “{ $word }” stands nowhere in the archive; words that resemble it were looked up instead.

## Pages that say one thing

not-found-heading = Page not found
not-found-text = There is no page at this address. It may have moved, or the link may be mistyped.
moved-heading = This page has moved
moved-text = What was here now stands at another address.
told-elsewhere-heading = Not told in this language
told-elsewhere-text = This incident has not been written up in this language. You can read it in { $language }.
withdrawn-heading = Withdrawn
withdrawn-text = This write-up was withdrawn: { $reason }
go-home = To the home page
go-incidents = To all incidents

## Feeds and data

data = Data and feeds
data-heading = Data and feeds
data-lead = Everything in this archive, to subscribe to or to take away.
data-feeds = Feeds
data-feeds-lead = Everything in this archive, to subscribe to.
data-files = Data
data-files-lead = Everything in this archive, to take away.
data-downloads = Downloads
data-json = All incidents as one JSON document
data-ndjson = All incidents as JSON, one a line, with all their languages
data-csv = A row for each incident, service and region, with ISO codes
data-incident-schema = JSON Schema of an incident
data-row-schema = JSON Schema of a row of the table
data-package = A description of the files for programs (Frictionless Data Package)
data-page-note = Each incident’s page has its facts beside it, as index.json.
data-unknown-note = What is not known is null, or an empty cell, and is never a number; each incident tells what is not known of it, and why. Moments are as exact as they are known, in EDTF. Duplicates and withdrawn entries are left out.
data-identity-note = Incidents keep their identifiers in feeds, calendars and data whatever becomes of their titles, addresses or translations.
data-identity-lasts = Incidents keep their identifiers whatever becomes of their titles, addresses or translations.
data-api = For programs that read Statuspage
data-api-note = The same incidents as the public API of a Statuspage tells them: all of them, not the newest fifty. An archive watches nothing: “operational” means that no incident is open in it.
feeds = Subscribe
feed-atom = Incidents (Atom)
feed-json = Incidents (JSON Feed)
feed-updates = Updates (Atom)
feed-calendar = Calendar (iCalendar)
feed-badge = Badge
feed-embed = Page for frames
feeds-elsewhere = For other sites
feed-impact = Impact: { $impact }
feed-unknown = Not known: { $list }.
unknown-end = end
unknown-impact = impact
unknown-status = status
unknown-cause = cause
unknown-regions = regions
calendar-undated =
    { $count ->
        [one] { $number } incident is left out because its day is not known.
       *[other] { $number } incidents are left out because their day is not known.
    }
badge-latest = latest { $moment }
status-nothing-open = No incident is open in this archive
status-open =
    { $count ->
        [one] { $number } incident is open
       *[other] { $number } incidents are open
    }
