//! HTML as text: tags, escaping, and the marks of an index template.

use std::borrow::Cow;
use std::fmt::Write;

/// Puts text for the marks `{%name%}` of a template. Nothing is looked for in the text that was put, and what `piece`
/// does not know stays as it is.
pub(crate) fn fill<'a>(template: &str, piece: impl Fn(&str) -> Option<Cow<'a, str>>) -> String {
    let mut page = String::with_capacity(template.len() + 4096);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{%") {
        page.push_str(before);
        let known = after.split_once("%}").and_then(|(name, end)| Some((piece(name)?, end)));
        let (text, end) = known.unwrap_or_else(|| ("{%".into(), after));
        page.push_str(&text);
        rest = end;
    }
    page + rest
}

/// A start tag with its attributes.
pub(crate) fn tag<'a>(name: &str, attributes: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut tag = format!("<{name}");
    for (attribute, value) in attributes {
        // Writing to a string cannot fail.
        let _ = write!(tag, " {attribute}=\"{}\"", escape(value));
    }
    tag + ">"
}

/// Text that HTML takes literally, also inside quotes.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let escaped = text.chars().fold(String::with_capacity(text.len() + 16), |mut escaped, letter| {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
        escaped
    });
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_filled_once_and_unknown_ones_stay() {
        let page = fill("{%a%} {%b%} {%c%} {% {%a%}", |name| match name {
            "a" => Some("{%b%}".into()),
            "b" => Some("2".into()),
            _ => None,
        });
        assert_eq!(page, "{%b%} 2 {%c%} {% {%b%}");
    }

    #[test]
    fn a_value_cannot_leave_its_attribute() {
        assert_eq!(
            tag("link", [("href", "\"><script>&'")]),
            r#"<link href="&quot;&gt;&lt;script&gt;&amp;&#39;">"#
        );
    }
}
