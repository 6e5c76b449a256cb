//! Text made safe to stand in HTML, between tags or in a quoted attribute.

/// Appends a text with what HTML would take for markup escaped.
pub(super) fn escape_html(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_is_escaped() {
        let mut out = String::new();
        super::escape_html("<a href=\"x\" title='y'>é & «o»", &mut out);
        assert_eq!(out, "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;é &amp; «o»");
    }
}
