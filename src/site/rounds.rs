//! Files that hold every incident and files that hold one, made together: the record of an incident is written once.

use std::iter::once;
use std::ops::Range;

use super::Site;
use super::data::{CLOSING, Pieces, add_items, opening};
use super::files::{Data, File, incident_data};
use super::table::{Body, Output};
use crate::archive::Incident;
use crate::config::OptionalOutput;
use crate::derive::IncidentNumber;

/// What is made in one go for several outputs, by their numbers.
#[derive(Debug, Default)]
pub struct Round {
    /// Outputs that are whole.
    pub whole: Vec<(usize, Vec<u8>)>,
    /// The next piece of outputs that go on from round to round.
    pub pieces: Vec<(usize, Vec<u8>)>,
}

/// The most incidents of a round.
const MOST_INCIDENTS: usize = 32;
/// The most bytes of write-ups of a round, unless one incident alone has more: their records are held for a while.
const MOST_BYTES: usize = 256 << 10;

/// The outputs that are made in rounds, by number, and what each round is about.
#[derive(Debug)]
pub(super) struct MadeInRounds {
    /// The stretch of the list of all incidents of each round; in an empty archive one round makes empty lists, and a
    /// site without open data has no rounds.
    stretches: Vec<Range<usize>>,
    /// The files of single incidents, in the order of incidents.
    records: Vec<(IncidentNumber, usize)>,
    /// The document of all incidents.
    document: Option<usize>,
    /// All incidents, one a line.
    lines: Option<usize>,
}

impl MadeInRounds {
    /// The files of an incident: one for each of its ids.
    fn records_of(&self, incident: IncidentNumber) -> &[(IncidentNumber, usize)] {
        let start = self.records.partition_point(|(other, _)| *other < incident);
        let end = self.records.partition_point(|(other, _)| *other <= incident);
        self.records.get(start..end).unwrap_or_default()
    }
}

impl Site<'_> {
    /// How many rounds there are.
    pub fn rounds(&self) -> usize {
        self.made_in_rounds().stretches.len()
    }

    /// The outputs that go on from round to round.
    pub fn through_rounds(&self) -> impl Iterator<Item = usize> {
        let outputs = self.made_in_rounds();
        outputs.document.into_iter().chain(outputs.lines)
    }

    /// Whether an output is made in rounds.
    pub fn is_made_in_rounds(&self, output: &Output) -> bool {
        match &output.body {
            // Numbers rise from the newest incident to the oldest, so the list is sorted.
            Body::Record(number) => self.insights.lists.all.binary_search(number).is_ok(),
            Body::File(File::Data(data)) => matches!(data, Data::Json | Data::Lines),
            _ => false,
        }
    }

    /// What a round makes.
    pub fn round(&self, round: usize) -> Result<Round, String> {
        let outputs = self.made_in_rounds();
        let records = self.records(round)?;
        let mut pieces = Vec::with_capacity(2);
        if let Some(output) = outputs.document {
            pieces.push((output, self.document_piece(round, &records)?));
        }
        pieces.extend(outputs.lines.map(|output| (output, lines_piece(&records))));
        let mut whole = Vec::with_capacity(records.len());
        for (number, record) in records {
            let files = outputs.records_of(number);
            whole.extend(files.iter().skip(1).map(|(_, output)| (*output, record.clone())));
            whole.extend(files.first().map(|(_, output)| (*output, record)));
        }
        Ok(Round { whole, pieces })
    }

    /// The document of all incidents, a piece for each round.
    pub(super) fn document_pieces(&self) -> Pieces<'_> {
        Box::new((0..self.rounds()).map(|round| self.document_piece(round, &self.records(round)?)))
    }

    /// All incidents, one a line, a piece for each round.
    pub(super) fn lines_pieces(&self) -> Pieces<'_> {
        Box::new((0..self.rounds()).map(|round| Ok(lines_piece(&self.records(round)?))))
    }

    /// The records of the incidents of a round.
    fn records(&self, round: usize) -> Result<Vec<(IncidentNumber, Vec<u8>)>, String> {
        let stretch = self.made_in_rounds().stretches.get(round).cloned().unwrap_or_default();
        let numbers = self.insights.lists.all.get(stretch).unwrap_or_default();
        let record = |number: &IncidentNumber| {
            let named = |why| match self.incident(*number) {
                Some(incident) => format!("{}: {why}", incident_data(&incident.id)),
                None => why,
            };
            Ok((*number, self.incident_json(*number).map_err(named)?))
        };
        numbers.iter().map(record).collect()
    }

    fn document_piece(&self, round: usize, records: &[(IncidentNumber, Vec<u8>)]) -> Result<Vec<u8>, String> {
        let mut piece = if round == 0 { opening(&self.head(), "incidents")? } else { Vec::new() };
        add_items(&mut piece, records.iter().map(|(_, record)| record.as_slice()), round == 0);
        if round + 1 == self.rounds() {
            piece.extend_from_slice(CLOSING);
        }
        Ok(piece)
    }

    fn made_in_rounds(&self) -> &MadeInRounds {
        self.made_in_rounds.get_or_init(|| {
            let mut made = MadeInRounds { stretches: Vec::new(), records: Vec::new(), document: None, lines: None };
            if !self.has(OptionalOutput::Data) {
                return made;
            }
            made.stretches = stretches(self.insights.lists.all.iter().map(|number| self.written_bytes(*number)));
            for (number, output) in self.table.iter().enumerate().filter(|(_, output)| self.is_made_in_rounds(output)) {
                match &output.body {
                    Body::Record(incident) => made.records.push((*incident, number)),
                    Body::File(File::Data(Data::Json)) => made.document = Some(number),
                    _ => made.lines = Some(number),
                }
            }
            made.records.sort_unstable();
            made
        })
    }

    /// How many bytes the write-ups of an incident have.
    fn written_bytes(&self, number: IncidentNumber) -> usize {
        let bytes = |incident: &Incident| {
            incident.tellings.iter().map(|telling| self.archive.text(telling.file).len()).sum::<usize>()
        };
        self.incident(number).map_or(0, bytes)
    }
}

fn lines_piece(records: &[(IncidentNumber, Vec<u8>)]) -> Vec<u8> {
    let mut piece = Vec::with_capacity(records.iter().map(|(_, record)| record.len() + 1).sum());
    for (_, record) in records {
        piece.extend_from_slice(record);
        piece.push(b'\n');
    }
    piece
}

/// Stretches of incidents that have so many bytes each, together as few as the bounds let; one if there are none.
fn stretches(bytes: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let (mut start, mut end, mut sum) = (0, 0, 0_usize);
    for more in bytes {
        if end > start && (end - start == MOST_INCIDENTS || sum + more > MOST_BYTES) {
            stretches.push(start..end);
            (start, sum) = (end, 0);
        }
        (end, sum) = (end + 1, sum + more);
    }
    stretches.extend(once(start..end));
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_are_bounded_by_number_and_by_bytes() {
        let ends = |bytes: &[usize]| stretches(bytes.iter().copied()).iter().map(|one| one.end).collect::<Vec<_>>();
        assert_eq!(ends(&[]), [0]);
        assert_eq!(ends(&[1; 32]), [32]);
        assert_eq!(ends(&[1; 65]), [32, 64, 65]);
        assert_eq!(ends(&[1, MOST_BYTES, MOST_BYTES - 1, 1, 1]), [1, 2, 4, 5]);
        assert_eq!(ends(&[MOST_BYTES * 3, 7]), [1, 2]);
        let all = stretches([MOST_BYTES / 3; 100].into_iter());
        assert!(all.windows(2).all(|pair| pair[0].end == pair[1].start) && all[0].start == 0);
    }
}
