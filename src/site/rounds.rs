//! Files that hold every incident and files that hold one, made together: the record of an incident is written once.

use super::Site;
use super::data::{CLOSING, opening};
use super::files::{Data, File};
use super::table::{Body, Output};
use crate::derive::IncidentNumber;

/// What is made in one go for several outputs, by their numbers.
#[derive(Debug, Default)]
pub struct Round {
    /// Outputs that are whole.
    pub whole: Vec<(usize, Vec<u8>)>,
    /// The next piece of outputs that go on from round to round.
    pub pieces: Vec<(usize, Vec<u8>)>,
}

/// How many incidents a round is about.
const TOGETHER: usize = 32;

/// The outputs that are made in rounds, by number.
#[derive(Debug)]
pub(super) struct Rounds {
    /// The files of single incidents, in the order of incidents.
    records: Vec<(IncidentNumber, usize)>,
    /// The document of all incidents.
    document: Option<usize>,
    /// All incidents, one a line.
    lines: Option<usize>,
}

impl Rounds {
    /// The files of an incident: one for each of its ids.
    fn records_of(&self, incident: IncidentNumber) -> &[(IncidentNumber, usize)] {
        let start = self.records.partition_point(|(other, _)| *other < incident);
        let end = self.records.partition_point(|(other, _)| *other <= incident);
        self.records.get(start..end).unwrap_or_default()
    }
}

impl Site<'_> {
    /// In how many rounds they are made.
    pub fn rounds(&self) -> usize {
        self.insights.lists.all.len().div_ceil(TOGETHER).max(1)
    }

    /// The outputs that go on from round to round.
    pub fn through_rounds(&self) -> impl Iterator<Item = usize> {
        let rounds = self.made_in_rounds();
        rounds.document.into_iter().chain(rounds.lines)
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
        let all = &self.insights.lists.all;
        let numbers = all.chunks(TOGETHER).nth(round).unwrap_or_default();
        let records = numbers.iter().map(|number| self.incident_json(*number)).collect::<Result<Vec<_>, _>>()?;
        let bytes = records.iter().map(|record| record.len() + 1).sum::<usize>();
        let mut lines = Vec::with_capacity(bytes);
        let mut document = Vec::with_capacity(bytes + CLOSING.len());
        if round == 0 {
            document.extend_from_slice(&opening(&self.head(), "incidents")?);
        }
        let mut whole = Vec::with_capacity(numbers.len());
        for (place, (number, record)) in numbers.iter().zip(records).enumerate() {
            if round + place > 0 {
                document.push(b',');
            }
            document.extend_from_slice(&record);
            lines.extend_from_slice(&record);
            lines.push(b'\n');
            let files = outputs.records_of(*number);
            whole.extend(files.iter().skip(1).map(|(_, output)| (*output, record.clone())));
            whole.extend(files.first().map(|(_, output)| (*output, record)));
        }
        if round + 1 == self.rounds() {
            document.extend_from_slice(CLOSING);
        }
        let pieces = outputs.document.map(|output| (output, document)).into_iter();
        Ok(Round { whole, pieces: pieces.chain(outputs.lines.map(|output| (output, lines))).collect() })
    }

    fn made_in_rounds(&self) -> &Rounds {
        self.rounds.get_or_init(|| {
            let mut rounds = Rounds { records: Vec::new(), document: None, lines: None };
            for (number, output) in self.table.iter().enumerate().filter(|(_, output)| self.is_made_in_rounds(output)) {
                match &output.body {
                    Body::Record(incident) => rounds.records.push((*incident, number)),
                    Body::File(File::Data(Data::Json)) => rounds.document = Some(number),
                    _ => rounds.lines = Some(number),
                }
            }
            rounds.records.sort_unstable();
            rounds
        })
    }
}
