### Alle Texte der Oberfläche auf Deutsch.
### `$number` ist eine fertig geschriebene Zahl; `$count` ist dieselbe als Zahl und wählt nur die Mehrzahlform.

## Der Rahmen

skip-to-content = Zum Inhalt
main-navigation = Bereiche
languages-navigation = Sprachen
breadcrumb = Standort
made-with = Erstellt mit
licence = Lizenz der Texte
contact = Kontakt

## Bereiche und Arten von Seiten

home = Startseite
incidents = Vorfälle
services = Dienste
regions = Regionen
causes = Ursachen
tags = Schlagwörter
years = Jahre
incident = Vorfall
service = Dienst
region = Region
cause = Ursache
tag = Schlagwort
year = Jahr
month = Monat
month-not-known = Monat nicht bekannt
month-not-known-in = { $year }, Monat nicht bekannt
statistics = Statistik
language = Sprache
duration = Dauer
by-year = Nach Jahren
all-incidents = Alle Vorfälle
ongoing-now = Noch nicht beendet
latest-incidents = Neueste
newer = Neuere
older = Ältere
pages = Seiten
all-pages = Alle Seiten
latest-on = Zuletzt:

## Anzahlen

count-incidents =
    { $count ->
        [0] Keine Vorfälle
        [one] { $number } Vorfall
       *[other] { $number } Vorfälle
    }
# Eines Jahres oder Monats, wenn andere davon anderswo stehen.
count-incidents-of = { $number } von { $total } Vorfällen
more-services =
    { $count ->
        [one] { $number } weiterer Dienst
       *[other] { $number } weitere Dienste
    }
more-regions =
    { $count ->
        [one] { $number } weitere Region
       *[other] { $number } weitere Regionen
    }
more-causes =
    { $count ->
        [one] { $number } weitere Ursache
       *[other] { $number } weitere Ursachen
    }
page-position = Seite { $page } von { $pages }
extent = { $incidents }, { $from } bis { $to }
extent-single = { $incidents } im Jahr { $year }
language-marker = auf { $language }

## Zeitpunkte und Dauern

moment-approximate = etwa { $moment }
moment-approximate-day = etwa { $day }
moment-approximate-time = gegen { $time }
moment-approximate-clock = { $day }, gegen { $time }
moment-uncertain = { $moment } (unsicher)
interval = { $from } – { $to }
interval-end-not-known = { $from } – Ende nicht bekannt
interval-ongoing = { $from } – dauert noch an
from = ab { $moment }
until = bis { $moment }
end-not-known = Ende nicht bekannt
ongoing = dauert an
duration-about = etwa { $duration }
planned = { $time } (geplant)
duration-between = zwischen { $from } und { $to }
duration-at-most = höchstens { $duration }
duration-unknown = nicht bekannt
duration-class-minutes = Unter 15 Minuten
duration-class-under-hour = 15 bis 60 Minuten
duration-class-hours = 1 bis 4 Stunden
duration-class-half-day = 4 bis 12 Stunden
duration-class-day = 12 bis 24 Stunden
duration-class-days = 1 bis 7 Tage
duration-class-weeks = Eine Woche oder länger
duration-class-rough = Nur ungefähr bekannt
duration-class-unknown = Ende nicht bekannt
duration-class-ongoing = Dauert noch an
duration-class-announced = Geplant

## Zahlen

figure-at-least = mindestens { $value }
figure-at-most = höchstens { $value }
figure-between = { $from } bis { $to }
figure-with-unit = { $value } { $unit }
figure-at = { $figure } ({ $moment })

## Schwere

impact = Schwere
impact-none = Keine
impact-minor = Gering
impact-major = Erheblich
impact-critical = Kritisch
impact-maintenance = Wartung
impact-unknown = Nicht bekannt

## Stand

status = Stand
status-investigating = Wird untersucht
status-identified = Ursache gefunden
status-monitoring = Wird beobachtet
status-resolved = Behoben
status-unknown = Nicht bekannt
status-scheduled = Geplant
status-in-progress = Im Gange
status-verifying = Wird geprüft
status-completed = Abgeschlossen

## Gewissheit

certainty-confirmed = bestätigt
certainty-claimed = behauptet
certainty-suspected = vermutet
certainty-disputed = umstritten
certainty-unknown = Gewissheit nicht bekannt
cause-with-certainty = { $cause } ({ $certainty })
cause-said-by = { $cause } (laut { $by })
cause-with-certainty-said-by = { $cause } ({ $certainty }, laut { $by })

## Ursachen und ihre Familien

cause-power = Stromversorgung
cause-cooling = Kühlung
cause-hardware = Hardware
cause-network = Netz
cause-cable-cut = Durchtrenntes Kabel
cause-dns = DNS
cause-certificate = Zertifikat
cause-software = Software
cause-configuration = Konfiguration
cause-capacity = Kapazität
cause-dependency = Abhängigkeit
cause-attack = Angriff
cause-government-directed = Staatliche Anordnung
cause-natural-disaster = Naturkatastrophe
cause-human-error = Menschliches Versehen
cause-maintenance = Wartung
cause-unknown = Ursache nicht bekannt
family-physical = Physisch
family-network = Netz
family-software = Software
family-operations = Betrieb
family-external = Von außen
family-deliberate = Vorsätzlich
family-unknown = Nicht bekannt

## Quellen

role-official = offiziell
role-press = Presse
role-crowd = Meldungen von Nutzern
role-measurement = Messung
role-regulator = Aufsichtsbehörde
role-other = andere Quelle

## Wovon Behauptungen handeln

about-date = Beginn
about-end = Ende
about-interval = Beginn und Ende
about-regions = Regionen
about-impact = Schwere
about-cause = Ursache
about-status = Stand
about-figures = Zahlen

## Arten von Störungen in Meldungen von Nutzern

report-connection = Verbindung
report-sending = Senden
report-receiving = Empfangen
report-login = Anmeldung
report-app = App
report-website = Website
report-other = Sonstiges

## Beziehungen: von der Seite aus, die die andere nennt, dann von der anderen aus

relation-precursor = Angekündigt durch
relation-inverse-precursor = Vorbote von
relation-follows = Folgt auf
relation-inverse-follows = Gefolgt von
relation-same-cause = Dieselbe Ursache
relation-inverse-same-cause = Dieselbe Ursache
relation-context = Im Zusammenhang mit
relation-inverse-context = Hintergrund für
relation-duplicate = Doppelter Eintrag zu
relation-inverse-duplicate = Auch erfasst als
relation-part-of = Teil von
relation-inverse-part-of = Umfasst
relation-see-also = Siehe auch
relation-inverse-see-also = Siehe auch
relation-not-to-be-confused-with = Nicht zu verwechseln mit
relation-inverse-not-to-be-confused-with = Nicht zu verwechseln mit

## Die Seite eines Vorfalls

key-facts = Das Wichtigste
began = Beginn
ended = Ende
lasted = Dauer
planned-start = Geplanter Beginn
planned-end = Geplantes Ende
planned-duration = Geplante Dauer
cause-according-to = laut
justification = Als Grund genannt
updates = Verlauf
claims = Worin die Quellen sich widersprechen
claim-sources = Laut
claim-followed = hier übernommen
reports = Meldungen von Nutzern
reports-note = Eigene Angaben von Nutzern: Sie zeigen, wer sich gemeldet hat, nicht wie viele betroffen waren.
reports-by = Gesammelt von
report-kind = Störung
report-share = Anteil
report-time = Zeit
report-count = Meldungen
report-numbers = Die Zahlen
report-peak = Höchstwert: { $number }, { $moment }.
sources = Quellen
source = Quelle
source-archived = archivierte Fassung
source-accessed = abgerufen:
footnotes = Anmerkungen
related = Verwandte Vorfälle
neighbours = Weitere Vorfälle bei { $service }
told-in = Auch auf
original-in = Übersetzung; das Original ist auf
older-than-original = Das Original wurde seit dieser Übersetzung geändert; was sich geändert hat, steht hier noch nicht.
amendments = Änderungen an dieser Seite
cite = So wird diese Seite zitiert
citation = „{ $title }“, { $site }, zum Vorfall: { $date }, { $id }.
citation-revised = „{ $title }“, { $site }, zum Vorfall: { $date }, überarbeitet: { $revised }, { $id }.
citation-note = Zum Vorfall: { $date }
source-file = Quelldatei dieser Seite
edit-page = Korrektur vorschlagen
link-to-update = Link zu diesem Eintrag
course = { $was } → { $became }
fact-given = { $fact }: { $value }
fact-changed = { $fact }: { $was } → { $became }
fact-disputed = Quellen widersprechen sich
fact-corrected = berichtigt: { $date }
known = Wann was bekannt war
known-note = Was bis zu jedem Zeitpunkt datiert war: der zuletzt gemeldete Stand, und was diese Seite angab, bis es berichtigt wurde. Fakten ohne Datum stehen so da, wie sie jetzt sind.
known-moment = Zeitpunkt
known-status = Zuletzt gemeldeter Stand
known-elapsed = { $duration } nach dem Beginn
known-amended = Diese Seite wurde geändert
known-until = bis zur Berichtigung:
local-time = Ortszeit: { $time }
local-zone = Auch in Ortszeit ({ $zone })
copy = Kopieren
copy-link = Link kopieren
copied = Kopiert
copy-by-hand = Kopieren ist von hier aus nicht möglich: Der Text ist markiert.

## Im Text

prose-back = Zurück zum Text
prose-table = Tabelle
prose-done = erledigt
prose-open = offen
alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht

## Die Seite eines Dienstes

fact-since = In Betrieb seit
fact-until = Bis
fact-part-of = Teil von
fact-includes = Umfasst
fact-provider = Abhängig von
fact-homepage = Website
fact-group = Gruppe
fact-aliases = Auch bekannt als
numbers = In Zahlen
timeline = Zeitleiste
timeline-text = Vorfälle bei { $service } von { $from } bis { $to }, eine Zeile je Jahr: { $incidents }.
timeline-text-single = Vorfälle bei { $service } im Jahr { $year }: { $incidents }.
years-left-out = { $from } bis { $to }: keine Vorfälle
timeline-new =
    { $count ->
        [0] Keine neuen Vorfälle
        [one] { $number } neuer Vorfall
       *[other] { $number } neue Vorfälle
    }
timeline-continued =
    { $count ->
        [one] { $number } Vorfall aus dem Vorjahr dauerte an
       *[other] { $number } Vorfälle aus dem Vorjahr dauerten an
    }
timeline-through =
    { $count ->
        [one] { $number } weiterer dauerte das ganze Jahr an
       *[other] { $number } weitere dauerten das ganze Jahr an
    }
timeline-year = { $new }; { $continued }
timeline-list = Dasselbe als Liste
timeline-note = Jedes Zeichen ist ein Vorfall an seiner Stelle im Jahr; ein Balken zeigt, wie lange er dauerte, soweit das in diesem Maßstab zu sehen ist.
timeline-own =
    { $count ->
        [one] { $number } Vorfall begann, endete oder wog für diesen Dienst anders: Die Zeitleiste zeigt das, Listen und Zahlen den ganzen Vorfall.
       *[other] { $number } Vorfälle begannen, endeten oder wogen für diesen Dienst anders: Die Zeitleiste zeigt das, Listen und Zahlen die ganzen Vorfälle.
    }
bar-text = { $title } · { $start } · { $duration }
legend = Legende
legend-open = Ende nicht bekannt
legend-ongoing = dauert an
legend-planned = geplant
legend-rough = Zeit ungefähr

number-incidents = Vorfälle
number-total = Gesamtdauer
number-median = Mittlere Dauer (Median)
number-longest = Nachweislich am längsten
number-between = Zeit zwischen Vorfällen
number-under-a-day = weniger als ein Tag
number-not-known = nicht bekannt
method-incidents = Doppelte und zurückgezogene Einträge zählen nicht.
method-known =
    { $count ->
        [0] Keine Dauer ist auf die Minute bekannt.
        [one] Aus dem einzigen Vorfall, dessen Dauer bekannt ist.
       *[other] Aus den { $number } Vorfällen, deren Dauer bekannt ist.
    }
method-unknown =
    { $count ->
        [one] { $number } Vorfall, dessen Dauer nicht genau genug bekannt ist oder der nicht vorbei ist, bleibt außer Betracht.
       *[other] { $number } Vorfälle, deren Dauer nicht genau genug bekannt ist oder die nicht vorbei sind, bleiben außer Betracht.
    }
method-length = { $known } { $unknown }
method-only-rough = Aus den Vorfällen mit ungefähren Zeiten ({ $number }); keine Dauer ist auf die Minute bekannt.
method-rough = { $method } Es sind { $duration } mit denen, deren Zeiten nur ungefähr bekannt sind ({ $number }).
method-total-merged = { $method } Überschneidungen zählen einmal.
method-longest = { $title }
method-between =
    { $count ->
        [one] Der einzige Abstand zwischen zwei Anfängen.
       *[other] Median aus { $number } Abständen zwischen den Anfängen.
    }

## Statistik: jede Zahl mit ihrer Methode

statistics-lead = Was das Archiv zählen kann, und wie. Jede Zahl führt zu den Vorfällen, aus denen sie besteht; was nicht bekannt ist, wird als nicht bekannt gezählt.
statistics-lead-without-search = Was das Archiv zählen kann, und wie. Eine Zahl führt zu den Vorfällen, aus denen sie besteht, wo eine Liste nur diese enthält; was nicht bekannt ist, wird als nicht bekannt gezählt.
total = Summe
intervals = Abstände
chart-sample = n = { $known } · nicht bekannt: { $unknown }
chart-csv = Diese Zahlen als CSV
chart-months = Monat für Monat
method-months = Nach dem Monat des Beginns, in UTC. Ist der Monat nicht bekannt, zählt ein Vorfall nur für das Jahr.
chart-durations = Wie lange sie dauerten
column-durations = Dauer
method-durations = Ein Vorfall steht nur dann in einer Klasse, wenn seine Zeiten keine andere zulassen. Die Klassen werden von Zeile zu Zeile länger.
chart-intervals = Zeit zwischen Vorfällen
column-intervals = Abstand
method-intervals = Tage von einem Beginn zum nächsten, wo beide auf den Tag bekannt sind und kein anderer dazwischen liegen kann.
gap-class-day = Am selben oder nächsten Tag
gap-class-week = 2 bis 6 Tage
gap-class-month = 7 bis 29 Tage
gap-class-quarter = 30 bis 89 Tage
gap-class-year = 90 bis 364 Tage
gap-class-years = 365 Tage oder mehr
gap-longest = Der längste: { $duration }, vom { $from } bis zum { $to }.
chart-causes = Nach Ursachen
column-causes = Ursache
method-causes = Ein Vorfall mit mehreren Ursachen zählt bei jeder; die Teile können daher mehr als das Ganze ergeben.
chart-regions = Nach Regionen
column-regions = Region
method-regions = Eine Region umfasst die Regionen in ihr, und ein Vorfall zählt in jeder, die er betraf; die Teile können daher mehr als das Ganze ergeben.
region-not-named = Keine Region genannt
more-in-file = { $more } in der CSV-Datei.
chart-services-regions = Dienste und Regionen
method-services-regions = Wie viele Vorfälle beide betrafen. Eine Region umfasst die Regionen in ihr.
matrix-part = Gezeigt sind die Dienste ({ $services }) und die Regionen ({ $regions }) mit den meisten Vorfällen; die CSV-Datei enthält alle.
note-duration-rough = Wann sie begannen und endeten, ist überliefert, aber nicht genau genug, um ihre Dauer anzugeben.

## Anmerkungen zu Listen

note-cause-unknown = Niemand hat ermittelt, warum es dazu kam, oder niemand hat es gesagt. Das ist eine Antwort und keine Lücke: Die Ursache bleibt offen, bis eine Quelle sie klärt.
note-region-within = Umfasst die Vorfälle aller Regionen in ihr.
note-regions = Eine Region umfasst, was in den Regionen in ihr geschah; Gruppen wie der Nahe Osten überschneiden sich mit anderen.
note-newest-of = Hier stehen die neuesten { $number } von { $total }; die übrigen stehen bei ihren Jahren und bei dem, was sie betrafen.
note-part-of-year = Hier stehen { $number } von { $total }; jeder Monat hat eine eigene Seite.
note-part-of-year-without-month = Hier stehen { $number } von { $total }; jeder Monat hat eine eigene Seite, ebenso die, deren Monat nicht bekannt ist.
note-causes = Eine Ursache gilt als bekannt, sobald jemand sie genannt hat; wie sicher das ist, steht auf jeder Seite daneben.
own-regions = Regionen dieses Archivs
region-within = Liegt in
region-parts = Regionen darin
cause-family = Andere Ursachen dieser Familie
empty-list = Hier steht noch nichts.

## Suche

search = Suche
search-button = Suchen
search-field = Archiv durchsuchen
search-description = Alle Vorfälle nach Wort, Ort, Datum oder Kennung durchsuchen, in jeder Sprache.
search-hint = Wörter in jeder Sprache, eine Kennung, ein Ort oder ein Datum; „Anführungszeichen“ für Wörter, die zusammenstehen; ein Minus vor einem Wort lässt weg, was es enthält.
search-without-script = Die Suche braucht JavaScript. Ohne dieses erschließt sich das Archiv über Dienste, Orte, Ursachen und Jahre:
search-narrow = Eingrenzen
search-from = von
search-to = bis
search-any = alle
search-clear = Von vorn beginnen
search-sort = Reihenfolge
search-sort-relevance = Beste zuerst
search-sort-date = Neueste zuerst
search-more = Weitere Treffer
search-searching = Suche läuft …
search-none = Nichts gefunden
search-failed = Die Dateien der Suche waren nicht lesbar. Bitte die Verbindung prüfen und noch einmal suchen.
search-common = „{ $word }“ steht in vielen Einträgen; gezeigt werden nur die, in denen auch ein selteneres Wort der Suche steht.
search-missing = „{ $word }“ steht nirgends im Archiv.
search-corrected = „{ $word }“ steht nirgends im Archiv; gezeigt wird „{ $found }“.
search-alike = „{ $word }“ steht nirgends im Archiv; gesucht wurde nach ähnlichen Wörtern.

## Seiten, die nur eines sagen

not-found-heading = Seite nicht gefunden
not-found-text = Unter dieser Adresse gibt es keine Seite. Vielleicht ist sie umgezogen, oder der Link enthält einen Tippfehler.
moved-heading = Diese Seite ist umgezogen
moved-text = Was hier stand, hat jetzt eine andere Adresse.
told-elsewhere-heading = Nicht in dieser Sprache vorhanden
told-elsewhere-text = Zu diesem Vorfall gibt es keinen Text in dieser Sprache. Lesen lässt er sich auf { $language }.
withdrawn-heading = Zurückgezogen
withdrawn-text = Dieser Eintrag wurde zurückgezogen: { $reason }
go-home = Zur Startseite
go-incidents = Zu allen Vorfällen

## Feeds und Daten

data = Daten und Feeds
data-heading = Daten und Feeds
data-lead = Alles aus diesem Archiv, zum Abonnieren und zum Mitnehmen.
data-feeds = Feeds
data-feeds-lead = Alles aus diesem Archiv, zum Abonnieren.
data-files = Daten
data-files-lead = Alles aus diesem Archiv, zum Mitnehmen.
data-downloads = Downloads
data-json = Alle Vorfälle als ein JSON-Dokument
data-ndjson = Alle Vorfälle als JSON, einer je Zeile, mit allen ihren Sprachen
data-csv = Eine Zeile je Vorfall, Dienst und Region, mit ISO-Codes
data-incident-schema = JSON-Schema eines Vorfalls
data-row-schema = JSON-Schema einer Zeile der Tabelle
data-package = Eine Beschreibung der Dateien für Programme (Frictionless Data Package)
data-page-note = Neben der Seite jedes Vorfalls liegen seine Fakten, als index.json.
data-unknown-note = Was nicht bekannt ist, ist null oder eine leere Zelle und nie eine Zahl; zu jedem Vorfall steht, was von ihm nicht bekannt ist und warum. Zeitpunkte sind so genau, wie man sie kennt, in EDTF. Doppelte und zurückgezogene Einträge fehlen darin.
data-identity-note = Vorfälle behalten ihre Kennungen in Feeds, Kalendern und Daten, was auch immer aus ihren Titeln, Adressen oder Übersetzungen wird.
data-identity-lasts = Vorfälle behalten ihre Kennungen, was auch immer aus ihren Titeln, Adressen oder Übersetzungen wird.
data-api = Für Programme, die Statuspage lesen
data-api-note = Dieselben Vorfälle, wie die öffentliche Schnittstelle einer Statuspage sie nennt: alle, nicht nur die neuesten fünfzig. Ein Archiv überwacht nichts: „operational“ heißt, dass darin kein Vorfall offen ist.
feeds = Abonnieren
feed-atom = Vorfälle (Atom)
feed-json = Vorfälle (JSON Feed)
feed-updates = Neuigkeiten (Atom)
feed-calendar = Kalender (iCalendar)
feed-badge = Plakette
feed-embed = Seite zum Einbetten
feeds-elsewhere = Für andere Websites
feed-impact = Schwere: { $impact }
feed-unknown = Nicht bekannt: { $list }.
unknown-end = Ende
unknown-impact = Schwere
unknown-status = Stand
unknown-cause = Ursache
unknown-regions = Regionen
calendar-undated =
    { $count ->
        [one] { $number } Vorfall fehlt, weil sein Tag nicht bekannt ist.
       *[other] { $number } Vorfälle fehlen, weil ihr Tag nicht bekannt ist.
    }
badge-latest = zuletzt: { $moment }
status-nothing-open = In diesem Archiv ist kein Vorfall offen
status-open =
    { $count ->
        [one] { $number } Vorfall ist offen
       *[other] { $number } Vorfälle sind offen
    }
