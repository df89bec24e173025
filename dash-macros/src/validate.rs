//! Syntax to meaning: the function under the attribute, and every rule about it that the tokens alone can decide.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, Ident, PatType, ReturnType, Safety, Type};

use crate::declaration::{self, Declaration};
use crate::dependency::Dependency;
use crate::errors::Errors;
use crate::function::{Function, parameter_name};
use crate::parse::{Attribute, OneOrList, Outputs, Text};

/// A callback that keeps every rule.
pub(crate) struct Callback<'a> {
    pub(crate) declaration: Declaration<'a>,
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

/// Checks everything; the errors of parsing come first.
pub(crate) fn callback<'a>(
    attribute: &'a Attribute,
    function: &'a Function,
    mut errors: Errors,
) -> syn::Result<Callback<'a>> {
    let is_parsed = errors.is_empty();
    signature(function, &mut errors);
    let declaration = declaration::declaration(attribute, is_parsed, &mut errors);
    if is_parsed {
        if !matches!(function.signature.output, ReturnType::Default) {
            declaration::says_something(attribute, &mut errors);
        }
        argument_count(attribute, function, &mut errors);
        return_type(attribute, function, &mut errors);
    }
    let in_order: Vec<usize> = (0..declaration.inputs.len() + declaration.state.len()).collect();
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
    if let Some(Text(endpoint)) = &attribute.api_endpoint
        && decoded.iter().any(|parameter| parameter.name == "_")
    {
        errors.on(
            endpoint,
            "a callback with an endpoint has a name for each argument: it is the name in the JSON",
        );
    }
    errors.finish(Some(Callback { declaration, arguments: decoded, extractors }))
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
        let outputs = match output {
            Outputs::Listed(output) => output.items.len().to_string(),
            Outputs::Struct(path) => format!("`{}`", path.to_token_stream()),
        };
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
