//! The rules of the renderer for ids made of keys (`dash-renderer/src/actions/dependencies.js`), as far as the tokens
//! show what is broken.

use crate::dependency::{Dependency, Target};
use crate::errors::Errors;
use crate::pattern::{Pattern, Wildcard};

/// Rules among the outputs of one callback.
pub(crate) fn outputs(outputs: &[&Dependency], errors: &mut Errors) {
    for pattern in outputs.iter().copied().filter_map(pattern) {
        for (key, wildcard, word) in pattern.wildcards() {
            if wildcard == Wildcard::AllSmaller {
                let key = key.value();
                errors
                    .on(word, format!("an output has no `ALLSMALLER`; write `{key}: MATCH` or `{key}: ALL`"));
            }
        }
    }
    let Some(first) = outputs.first() else { return };
    let expected = matched_keys(first);
    for (index, output) in outputs.iter().enumerate().skip(1) {
        // A handle is one component, and so has no `MATCH`; so is a text.
        let found = matched_keys(output);
        if found != expected {
            errors.at(
                span(output),
                format!(
                    "every output of a callback has `MATCH` at the same keys: the first one has it at {}, this one at {}",
                    names(&expected),
                    names(&found)
                ),
            );
        } else if let Some(this) = pattern(output)
            && let Some(other) = outputs[..index]
                .iter()
                .copied()
                .filter_map(pattern)
                .find(|other| other.property.value() == this.property.value() && other.overlaps(this))
        {
            let message = format!("this output overlaps with `{other}`; a callback writes a property once");
            errors.at(this.span(), message);
        }
    }
}

/// Rules for inputs and states, given the outputs.
pub(crate) fn sources<'a>(
    outputs: &[&Dependency],
    sources: impl Iterator<Item = &'a Dependency>,
    errors: &mut Errors,
) {
    let matched = outputs.first().copied().map(matched_keys).unwrap_or_default();
    let some_output_matches = outputs.iter().any(|output| !matched_keys(output).is_empty());
    for (key, wildcard, word) in sources.filter_map(pattern).flat_map(Pattern::wildcards) {
        let is_matched = matched.contains(&key.value());
        let key = key.value();
        match wildcard {
            Wildcard::AllSmaller if !is_matched => errors.on(
                word,
                format!(
                    "`ALLSMALLER` means smaller than what `MATCH` stands for, but the first output has no `{key}: MATCH`"
                ),
            ),
            Wildcard::Match if some_output_matches && !is_matched => {
                let message = "`MATCH` stands for the same value as in the outputs, but the first output has no";
                errors.on(word, format!("{message} `{key}: MATCH`"));
            }
            Wildcard::Match | Wildcard::All | Wildcard::AllSmaller => (),
        }
    }
}

fn pattern(dependency: &Dependency) -> Option<&Pattern> {
    match &dependency.target {
        Target::Pattern(pattern) => Some(pattern),
        Target::Text(_) | Target::Handle(_) => None,
    }
}

fn matched_keys(dependency: &Dependency) -> Vec<String> {
    pattern(dependency).map(Pattern::matched_keys).unwrap_or_default()
}

fn span(dependency: &Dependency) -> proc_macro2::Span {
    match &dependency.target {
        Target::Pattern(pattern) => pattern.span(),
        Target::Text(text) => text.span(),
        Target::Handle(field) => syn::spanned::Spanned::span(field),
    }
}

fn names(keys: &[String]) -> String {
    if keys.is_empty() { "no key".to_owned() } else { format!("`{}`", keys.join("`, `")) }
}
