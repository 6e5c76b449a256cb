//! How grave what goes on is, where several things do.

use crate::archive::Impact;

/// How grave what goes on is.
#[derive(Clone, Copy, Debug, Default)]
pub struct GoingOn {
    /// The gravest that is known.
    gravest: Option<Impact>,
    /// Whether of something it isn't known.
    unknown: bool,
}

impl GoingOn {
    /// Of one of that impact.
    pub fn of(impact: Impact) -> Self {
        let gravest = Some(impact).filter(|impact| *impact != Impact::Unknown);
        Self { gravest, unknown: gravest.is_none() }
    }

    /// Of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let both = self.gravest.into_iter().chain(other.gravest);
        Self { gravest: both.max_by_key(|impact| gravity(*impact)), unknown: self.unknown || other.unknown }
    }

    /// What is known to be at least as grave as all that goes on; where something may be graver than harmless, nothing.
    pub fn told(self) -> Option<Impact> {
        self.gravest.filter(|impact| !self.unknown || gravity(*impact) > gravity(Impact::Maintenance))
    }
}

const fn gravity(impact: Impact) -> u8 {
    match impact {
        Impact::Unknown | Impact::None => 0,
        Impact::Maintenance => 1,
        Impact::Minor => 2,
        Impact::Major => 3,
        Impact::Critical => 4,
    }
}
