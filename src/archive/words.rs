//! The fixed vocabularies of a write-up.

/// Makes an enum of words: variant, key as typed, one sentence.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $key:literal $doc:literal)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $doc] $variant,)* }

        impl $name {
            /// Every word with its value, in the order they are offered.
            pub const WORDS: &[(&'static str, Self)] = &[$(($key, Self::$variant),)*];

            /// Every word with what it means, in the order they are offered.
            pub const OFFERED: &[(&'static str, &'static str)] = &[$(($key, $doc),)*];

            /// The word as typed.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }
        }
    };
}

words! {
    /// How grave an incident is.
    Impact {
        None "none" "Nobody was affected."
        Minor "minor" "Some were affected, or somewhat."
        Major "major" "Many were affected, or badly."
        Critical "critical" "The service was unusable."
        Maintenance "maintenance" "Work that was announced."
        Unknown "unknown" "Not known: never the same as none."
    }
}

words! {
    /// Where an incident stands.
    Status {
        Investigating "investigating" "Something is wrong."
        Identified "identified" "The cause is known to those who repair."
        Monitoring "monitoring" "It seems repaired."
        Resolved "resolved" "It is over."
        Unknown "unknown" "Not known."
        Scheduled "scheduled" "Maintenance: announced."
        InProgress "in-progress" "Maintenance: under way."
        Verifying "verifying" "Maintenance: done, being checked."
        Completed "completed" "Maintenance: over."
    }
}

impl Status {
    /// Whether the incident goes on at this status, as far as the archive knows.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Investigating | Self::Identified | Self::Monitoring | Self::InProgress | Self::Verifying)
    }

    /// Whether the incident is over.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Resolved | Self::Completed)
    }
}

words! {
    /// How sure a cause is.
    Certainty {
        Confirmed "confirmed" "Shown to be so."
        Claimed "claimed" "Somebody says so."
        Suspected "suspected" "It seems so."
        Disputed "disputed" "Somebody says otherwise."
        Unknown "unknown" "Not known."
    }
}

words! {
    /// What kind of source.
    Role {
        Official "official" "Those who run the service."
        Press "press" "Journalists."
        Crowd "crowd" "Users' reports, collected."
        Measurement "measurement" "Instruments."
        Regulator "regulator" "Authorities."
        Other "other" "Others."
    }
}

words! {
    /// What a claim is about.
    About {
        Date "date" "The start."
        End "end" "The end."
        Regions "regions" "Where."
        Impact "impact" "How grave."
        Cause "cause" "Why."
        Status "status" "Where it stands."
        Figures "figures" "Numbers."
    }
}

words! {
    /// How one incident relates to another, as told on the one that names the other.
    Relation {
        Precursor "precursor" "The other came before and announced this one."
        Follows "follows" "The other came before; this one follows from it."
        SameCause "same-cause" "Both have one cause."
        Context "context" "The other is part of the circumstances."
        Duplicate "duplicate" "The other is the same incident; this one isn't counted."
        PartOf "part-of" "The other is the larger incident."
        SeeAlso "see-also" "Worth reading as well."
        NotToBeConfusedWith "not-to-be-confused-with" "Easily mistaken for this one."
    }
}

words! {
    /// What users report.
    ReportKind {
        Connection "connection" "They can't connect."
        Sending "sending" "They can't send."
        Receiving "receiving" "They don't receive."
        Login "login" "They can't log in."
        App "app" "The app fails."
        Website "website" "The website fails."
        Other "other" "Something else."
    }
}

words! {
    /// The family a cause belongs to.
    Family {
        Physical "physical" "Power, cooling, hardware, cables."
        Network "network" "Networks and names."
        Software "software" "Programs and their settings."
        Operations "operations" "The work of those who run it."
        External "external" "Others it depends on, and nature."
        Deliberate "deliberate" "Somebody meant it."
        Unknown "unknown" "Not known."
    }
}

/// The kinds of cause every archive knows, each in its family.
pub const CAUSES: &[(&str, Family)] = &[
    ("power", Family::Physical),
    ("cooling", Family::Physical),
    ("hardware", Family::Physical),
    ("cable-cut", Family::Physical),
    ("network", Family::Network),
    ("dns", Family::Network),
    ("certificate", Family::Software),
    ("software", Family::Software),
    ("configuration", Family::Operations),
    ("capacity", Family::Operations),
    ("human-error", Family::Operations),
    ("maintenance", Family::Operations),
    ("dependency", Family::External),
    ("natural-disaster", Family::External),
    ("attack", Family::Deliberate),
    ("government-directed", Family::Deliberate),
    ("unknown", Family::Unknown),
];

/// The kind of a cause nobody knows.
pub const UNKNOWN_CAUSE: &str = "unknown";
