//! How wire names are spelled in Rust.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Strict and reserved words of edition 2024, without those that start with a capital.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// What every component has beside its setters.
const METHODS: [&str; 2] = ["new", "prop"];

/// The name of the setter of a property, or `None` where its name has no letters to make one of.
pub(super) fn setter(wire: &str) -> Option<String> {
    let name = wire.to_snake_case();
    if KEYWORDS.contains(&&*name) || METHODS.contains(&&*name) {
        return Some(name + "_");
    }
    is_identifier(&name).then_some(name)
}

/// The name of a type or of a variant: `None` where the text makes none.
pub(super) fn camel(wire: &str) -> Option<String> {
    // A sign in the text may be its whole meaning: `+` and `-`, `a` and `a?`.
    let is_word = wire.chars().all(|letter| letter.is_alphanumeric() || " -_.:/#".contains(letter));
    let name = wire.to_upper_camel_case();
    (is_word && is_identifier(&name) && name != "Self").then_some(name)
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setters_are_snake_case_and_never_a_word_of_rust() {
        for (wire, name) in [
            ("nClicks", "n_clicks"),
            ("n_clicks", "n_clicks"),
            ("hrefLang", "href_lang"),
            ("type", "type_"),
            ("async", "async_"),
            ("loop", "loop_"),
            ("prop", "prop_"),
            ("new", "new_"),
            ("self", "self_"),
            ("className", "class_name"),
        ] {
            assert_eq!(setter(wire).as_deref(), Some(name));
        }
        assert_eq!(setter("中"), None);
        assert_eq!(setter(""), None);
    }

    #[test]
    fn awkward_texts_make_no_variant() {
        assert_eq!(camel("editable-card").as_deref(), Some("EditableCard"));
        assert_eq!(camel("tooltip:show").as_deref(), Some("TooltipShow"));
        for text in ["", "404", "中文", "+", "-", "self", ">="] {
            assert_eq!(camel(text), None, "{text}");
        }
    }
}
