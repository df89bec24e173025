//! Syntax to meaning: what is written, read and triggers, and the rules for these that the tokens alone can decide.

use std::collections::HashSet;

use proc_macro2::Span;
use quote::ToTokens;
use syn::{Expr, ExprField, Ident, LitBool, LitStr, Path};

use crate::dependency::{Dependency, Modifier, Running, Target};
use crate::errors::Errors;
use crate::limits::{self, Limits};
use crate::parse::{Attribute, Flag, OneOrList, Outputs};
use crate::pattern::Pattern;
use crate::wildcards;

/// What an attribute declares, apart from the code to run. Keeps every rule.
pub(crate) struct Declaration<'a> {
    pub(crate) krate: Option<&'a Path>,
    pub(crate) outputs: Written<'a>,
    pub(crate) inputs: Vec<Source<'a>>,
    pub(crate) state: Vec<Source<'a>>,
    pub(crate) running: Vec<(Property<'a>, &'a Expr, &'a Expr)>,
    pub(crate) prevent_initial_call: Option<Flag>,
    pub(crate) optional: bool,
    pub(crate) hidden: bool,
    pub(crate) persistent: bool,
    pub(crate) on_error: Option<&'a Path>,
    pub(crate) limits: Limits<'a>,
}

/// What is written.
pub(crate) enum Written<'a> {
    Listed {
        sources: Vec<Source<'a>>,
        listed: bool,
    },
    /// A type with `#[derive(Outputs)]`.
    Struct(&'a Path),
}

/// A property of a component, with what is said of it.
pub(crate) struct Source<'a> {
    pub(crate) property: Property<'a>,
    pub(crate) modifier: Option<&'a Ident>,
}

/// A property of a component, or of several.
pub(crate) enum Property<'a> {
    /// By its wire names, each with the span of the whole text.
    Text { id: LitStr, property: LitStr },
    /// By a handle, which the compiler checks.
    Handle { handle: &'a Expr, field: &'a ExprField },
    /// By the keys of an id.
    Pattern(&'a Pattern),
}

impl Property<'_> {
    /// Whether it stands for any number of components, and its value is a list.
    pub(crate) fn is_many(&self) -> bool {
        matches!(self, Self::Pattern(pattern) if pattern.is_many())
    }
}

/// Checks everything that the keys say. `is_parsed`: no key is missing because it could not be read.
pub(crate) fn declaration<'a>(
    attribute: &'a Attribute,
    is_parsed: bool,
    errors: &mut Errors,
) -> Declaration<'a> {
    let listed = match &attribute.output {
        Some(Outputs::Listed(listed)) => Some(listed),
        Some(Outputs::Struct(_)) | None => None,
    };
    let outputs = match &attribute.output {
        Some(Outputs::Struct(path)) => Written::Struct(path),
        Some(Outputs::Listed(_)) | None => Written::Listed {
            sources: sources(listed, Role::Output, errors),
            listed: listed.is_some_and(|outputs| outputs.listed),
        },
    };
    let inputs = sources(attribute.input.as_ref(), Role::Input, errors);
    let state = sources(attribute.state.as_ref(), Role::Input, errors);
    let running = attribute.running.iter().flat_map(|running| &running.items);
    let running = running
        .filter_map(|Running { target, meanwhile, afterwards }| {
            Some((errors.ok(property(target))?, meanwhile, afterwards))
        })
        .collect();
    // A key that was there but wrong is not missing.
    if is_parsed {
        missing_keys(attribute, errors);
    }
    let written: Vec<&Dependency> = listed.iter().flat_map(|outputs| &outputs.items).collect();
    distinct(written.iter().copied(), errors);
    wildcards::outputs(&written, errors);
    if is_parsed && !matches!(attribute.output, Some(Outputs::Struct(_))) {
        let sources = [&attribute.input, &attribute.state].into_iter().flatten();
        wildcards::sources(&written, sources.flat_map(|key| &key.items), errors);
    }
    Declaration {
        krate: attribute.krate(),
        outputs,
        inputs,
        state,
        running,
        prevent_initial_call: attribute.prevent_initial_call,
        optional: attribute.optional.as_ref().is_some_and(LitBool::value),
        hidden: attribute.hidden.as_ref().is_some_and(LitBool::value),
        persistent: attribute.persistent.as_ref().is_some_and(LitBool::value),
        on_error: attribute.on_error.as_ref().map(|handler| &handler.0),
        limits: limits::limits(attribute, errors),
    }
}

/// Where a dependency stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Output,
    /// An input or a state.
    Input,
}

/// The dependencies of one key.
fn sources<'a>(key: Option<&'a OneOrList<Dependency>>, role: Role, errors: &mut Errors) -> Vec<Source<'a>> {
    let dependencies = key.into_iter().flat_map(|key| &key.items);
    dependencies.filter_map(|dependency| source(dependency, role, errors)).collect()
}

/// One dependency.
pub(crate) fn source<'a>(dependency: &'a Dependency, role: Role, errors: &mut Errors) -> Option<Source<'a>> {
    let modifier = match (&dependency.modifier, role) {
        (None, _) => None,
        (Some(Modifier::AllowDuplicate(word)), Role::Output)
        | (Some(Modifier::AllowOptional(word)), Role::Input) => Some(word),
        (Some(Modifier::AllowDuplicate(word)), Role::Input) => {
            errors.on(word, "`allow_duplicate(..)` goes around an output; anybody may read a property");
            return None;
        }
        (Some(Modifier::AllowOptional(word)), Role::Output) => {
            let message = "`allow_optional(..)` goes around an input or a state; \
                    see the key `optional` for outputs";
            errors.on(word, message);
            return None;
        }
    };
    let property = errors.ok(property(&dependency.target))?;
    Some(Source { property, modifier })
}

/// The id and property that a dependency names.
fn property(target: &Target) -> syn::Result<Property<'_>> {
    match target {
        Target::Handle(field) => Ok(Property::Handle { handle: &field.base, field }),
        Target::Pattern(pattern) => Ok(Property::Pattern(pattern)),
        Target::Text(literal) => {
            let text = literal.value();
            let error = |problem: &str| syn::Error::new(literal.span(), format!("{problem}, found `{text}`"));
            let (id, property) = text.rsplit_once('.').ok_or_else(|| error("expected `id.property`"))?;
            if id.is_empty() {
                return Err(error("expected `id.property` with an id before the dot"));
            }
            if property.is_empty() {
                return Err(error("expected `id.property` with a property after the dot"));
            }
            if id.starts_with('{') {
                return Err(error("write an id made of keys as `{ type: \"row\", index: MATCH }.value`"));
            }
            if id.trim() != id || property.trim() != property {
                return Err(error("expected `id.property` without white space around id and property"));
            }
            if id.contains(['.', '{']) {
                return Err(error(
                    "an id holds no `.` and no `{`: expected one dot, between id and property",
                ));
            }
            let literal = |part| LitStr::new(part, literal.span());
            Ok(Property::Text { id: literal(id), property: literal(property) })
        }
    }
}

/// That it says when the callback runs, and what it writes, where it must: what writes nothing may run at load.
pub(crate) fn says_something(attribute: &Attribute, errors: &mut Errors) {
    if attribute.output.is_none() && attribute.input.is_none() {
        let message = "missing `output` and `input`, for example \
            `output = \"result.children\", input = \"execute.n_clicks\"`";
        errors.at(Span::call_site(), message);
    }
}

fn missing_keys(attribute: &Attribute, errors: &mut Errors) {
    if let (None, Some(Flag::Bool(true))) = (&attribute.input, attribute.prevent_initial_call) {
        let message = "missing `input`: without one a callback runs when the page has loaded, \
            which `prevent_initial_call` prevents";
        errors.at(Span::call_site(), message);
    }
}

/// That no property is written twice, as far as its name says so; patterns are compared elsewhere.
pub(crate) fn distinct<'a>(outputs: impl Iterator<Item = &'a Dependency>, errors: &mut Errors) {
    let mut seen = HashSet::new();
    for output in outputs {
        let (text, tokens) = match &output.target {
            Target::Text(literal) => (literal.value(), literal.to_token_stream()),
            Target::Handle(field) => {
                (field.to_token_stream().to_string().replace(' ', ""), field.to_token_stream())
            }
            Target::Pattern(_) => continue,
        };
        if seen.contains(&text) {
            errors.on(tokens, format!("`{text}` is listed twice; a callback writes a property once"));
        }
        seen.insert(text);
    }
}
