//! Syntax to meaning: every rule that the tokens alone can decide.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprField, FnArg, Ident, LitBool, LitStr, PatType, Path, ReturnType, Safety, Type};

use crate::errors::Errors;
use crate::function::{Function, parameter_name};
use crate::parse::{Attribute, Dependency, Flag, Modifier, OneOrList, Running, Target};

/// A callback that keeps every rule.
pub(crate) struct Callback<'a> {
    pub(crate) krate: Option<&'a Path>,
    pub(crate) outputs: Vec<Source<'a>>,
    pub(crate) outputs_are_listed: bool,
    pub(crate) inputs: Vec<Source<'a>>,
    pub(crate) state: Vec<Source<'a>>,
    pub(crate) running: Vec<(Property<'a>, &'a Expr, &'a Expr)>,
    pub(crate) prevent_initial_call: Flag,
    pub(crate) optional: bool,
    pub(crate) hidden: bool,
    /// The parameters that inputs and then states are decoded into.
    pub(crate) arguments: Vec<Parameter<'a>>,
    /// The parameters that come from the context.
    pub(crate) extractors: Vec<Parameter<'a>>,
}

/// A parameter of the function.
#[derive(Clone)]
pub(crate) struct Parameter<'a> {
    pub(crate) position: usize,
    pub(crate) name: String,
    pub(crate) ty: &'a Type,
}

/// A property of a component, with what is said of it.
pub(crate) struct Source<'a> {
    pub(crate) property: Property<'a>,
    pub(crate) modifier: Option<&'a Ident>,
}

/// A property of a component.
pub(crate) enum Property<'a> {
    /// By its wire names, each with the span of the whole text.
    Text { id: LitStr, property: LitStr },
    /// By a handle, which the compiler checks.
    Handle { handle: &'a Expr, field: &'a ExprField },
}

/// Checks everything; the errors of parsing come first.
pub(crate) fn callback<'a>(
    attribute: &'a Attribute,
    function: &'a Function,
    mut errors: Errors,
) -> syn::Result<Callback<'a>> {
    let parsed_without_error = errors.is_empty();
    signature(function, &mut errors);
    let outputs = sources(attribute.output.as_ref(), Role::Output, &mut errors);
    let inputs = sources(attribute.input.as_ref(), Role::Input, &mut errors);
    let state = sources(attribute.state.as_ref(), Role::Input, &mut errors);
    let running = attribute.running.iter().flat_map(|running| &running.items);
    let running = running
        .filter_map(|Running { target, meanwhile, afterwards }| {
            Some((errors.ok(property(target))?, meanwhile, afterwards))
        })
        .collect();
    // A key that was there but wrong is not missing.
    if parsed_without_error {
        missing_keys(attribute, &mut errors);
        argument_count(attribute, function, &mut errors);
        return_type(attribute, function, &mut errors);
    }
    distinct(attribute.output.iter().flat_map(|output| &output.items), &mut errors);
    let in_order: Vec<usize> = (0..inputs.len() + state.len()).collect();
    let order = attribute.order.as_ref().unwrap_or(&in_order);
    let parameters: Vec<Parameter<'a>> = function
        .parameters()
        .enumerate()
        .map(|(position, PatType { pat, ty, .. })| Parameter { position, name: parameter_name(pat), ty })
        .collect();
    let is_decoded = |parameter: &Parameter<'_>| order.contains(&parameter.position);
    let extractors = parameters.iter().filter(|parameter| !is_decoded(parameter)).cloned().collect();
    let decoded: Vec<_> = order.iter().filter_map(|position| parameters.get(*position).cloned()).collect();
    arguments(&decoded, &mut errors);
    errors.finish(Some(Callback {
        krate: attribute.krate(),
        outputs,
        outputs_are_listed: attribute.output.as_ref().is_some_and(|output| output.listed),
        inputs,
        state,
        running,
        prevent_initial_call: attribute.prevent_initial_call.unwrap_or(Flag::Bool(false)),
        optional: attribute.optional.as_ref().is_some_and(LitBool::value),
        hidden: attribute.hidden.as_ref().is_some_and(LitBool::value),
        arguments: decoded,
        extractors,
    }))
}

/// Where a dependency stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Output,
    /// An input or a state.
    Input,
}

/// The dependencies of one key.
fn sources<'a>(key: Option<&'a OneOrList<Dependency>>, role: Role, errors: &mut Errors) -> Vec<Source<'a>> {
    let mut sources = Vec::new();
    for dependency in key.into_iter().flat_map(|key| &key.items) {
        let modifier = match (&dependency.modifier, role) {
            (None, _) => None,
            (Some(Modifier::AllowDuplicate(word)), Role::Output)
            | (Some(Modifier::AllowOptional(word)), Role::Input) => Some(word),
            (Some(Modifier::AllowDuplicate(word)), Role::Input) => {
                errors.on(word, "`allow_duplicate(..)` goes around an output; anybody may read a property");
                continue;
            }
            (Some(Modifier::AllowOptional(word)), Role::Output) => {
                let message = "`allow_optional(..)` goes around an input or a state; \
                    see the key `optional` for outputs";
                errors.on(word, message);
                continue;
            }
        };
        if let Some(property) = errors.ok(property(&dependency.target)) {
            sources.push(Source { property, modifier });
        }
    }
    sources
}

/// The id and property that a dependency names.
fn property(target: &Target) -> syn::Result<Property<'_>> {
    match target {
        Target::Handle(field) => Ok(Property::Handle { handle: &field.base, field }),
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
                return Err(error("ids made of keys are not available in this version of dash"));
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

fn missing_keys(attribute: &Attribute, errors: &mut Errors) {
    if attribute.output.is_none() && attribute.input.is_none() {
        let message = "missing `output` and `input`, for example \
            `output = \"result.children\", input = \"execute.n_clicks\"`";
        errors.at(Span::call_site(), message);
    } else if let (None, Some(Flag::Bool(true))) = (&attribute.input, attribute.prevent_initial_call) {
        let message = "missing `input`: without one a callback runs when the page has loaded, \
            which `prevent_initial_call` prevents";
        errors.at(Span::call_site(), message);
    }
}

fn distinct<'a>(outputs: impl Iterator<Item = &'a Dependency>, errors: &mut Errors) {
    let mut seen = HashSet::new();
    for output in outputs {
        let (text, tokens) = match &output.target {
            Target::Text(literal) => (literal.value(), literal.to_token_stream()),
            Target::Handle(field) => {
                (field.to_token_stream().to_string().replace(' ', ""), field.to_token_stream())
            }
        };
        if seen.contains(&text) {
            errors.on(tokens, format!("`{text}` is listed twice; a callback writes a property once"));
        }
        seen.insert(text);
    }
}

/// What a function must not have to be called by the runtime.
fn signature(function: &Function, errors: &mut Errors) {
    let signature = &function.signature;
    let generics = &signature.generics;
    if let Some(FnArg::Receiver(receiver)) = signature.inputs.first() {
        errors.on(receiver, "a callback takes no `self`; share state with `Data<T>`");
    }
    if generics.type_params().next().is_some() || generics.const_params().next().is_some() {
        errors.on(&generics.params, "a callback cannot be generic: the browser's JSON has no type to choose");
    } else if generics.lifetimes().next().is_some() {
        errors.on(&generics.params, "a callback has no lifetimes: it owns its arguments and what it returns");
    } else if let Some(clause) = &generics.where_clause {
        errors.on(clause, "a callback has no `where` clause: nothing in it is generic");
    }
    if let Safety::Unsafe(token) = &signature.safety {
        errors.on(token, "a callback cannot be `unsafe`: the runtime calls it");
    }
    if let Some(abi) = &signature.abi {
        errors.on(abi, "a callback is an ordinary Rust function, without `extern`");
    }
    if let Some(second) = function.another_callback() {
        errors.on(second, "a function has one `#[callback]`; call it from a second function for another one");
    }
    for attribute in function.parameters().flat_map(|parameter| &parameter.attrs) {
        if attribute.path().is_ident("cfg") {
            errors.on(attribute, "a callback always has the same parameters; put `#[cfg]` on the function");
        }
    }
}

/// What an argument must not be to be decoded.
fn arguments(parameters: &[Parameter<'_>], errors: &mut Errors) {
    for parameter in parameters {
        if let Some(span) = find(parameter.ty.to_token_stream(), &|token| is_punct(token, '&')) {
            errors.at(span, "a callback owns its arguments; for `&str` take a `String`, for `&T` take a `T`");
        } else if let Some(span) = find(parameter.ty.to_token_stream(), &is_impl) {
            errors.at(
                span,
                "a callback's arguments have concrete types: the browser's JSON has no type to choose",
            );
        }
    }
}

fn argument_count(attribute: &Attribute, function: &Function, errors: &mut Errors) {
    let count = |key: &Option<OneOrList<Dependency>>| key.as_ref().map_or(0, |key| key.items.len());
    let (inputs, state) = (count(&attribute.input), count(&attribute.state));
    let found = function.parameters().count();
    if found < inputs + state {
        let signature = &function.signature;
        errors.push(syn::Error::new(
            signature.paren_token.span.join(),
            format!(
                "`{}` takes {found} argument(s), but the attribute lists {inputs} input(s) and {state} state(s): \
                 expected {}, inputs first",
                signature.ident,
                inputs + state
            ),
        ));
    }
}

fn return_type(attribute: &Attribute, function: &Function, errors: &mut Errors) {
    let signature = &function.signature;
    if let (ReturnType::Default, Some(output)) = (&signature.output, &attribute.output) {
        let outputs = output.items.len();
        let name: &Ident = &signature.ident;
        errors.on(
            name,
            format!("`{name}` returns nothing, but it declares {outputs} output(s): add a return type, such as `-> String`"),
        );
    }
}

/// Whether a return type says `impl`, so that it may not be written elsewhere.
pub(crate) fn is_opaque(ty: &Type) -> bool {
    find(ty.to_token_stream(), &is_impl).is_some()
}

fn is_impl(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == "impl")
}

fn is_punct(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == punct)
}

/// Where the first such token stands, however deep.
fn find(tokens: TokenStream, wanted: &dyn Fn(&TokenTree) -> bool) -> Option<Span> {
    tokens.into_iter().find_map(|token| match &token {
        token if wanted(token) => Some(token.span()),
        TokenTree::Group(group) => find(group.stream(), wanted),
        _ => None,
    })
}
