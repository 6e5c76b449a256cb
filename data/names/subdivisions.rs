&[
    ("en", include_str!("subdivisions.en.tsv")),
    ("fr", include_str!("subdivisions.fr.tsv")),
    ("ar", include_str!("subdivisions.ar.tsv")),
    ("de", include_str!("subdivisions.de.tsv")),
]
