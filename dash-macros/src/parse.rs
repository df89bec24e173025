//! Tokens to syntax: the keys of the attribute, each read on its own, so that one mistake hides no other.

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{
    Expr, ExprField, ExprLit, Ident, Lit, LitBool, LitStr, Member, Path, Token, bracketed, parenthesized,
    token,
};

use crate::errors::Errors;

/// The attribute as it was written; every key at most once.
#[derive(Default)]
pub(crate) struct Attribute {
    pub(crate) output: Option<OneOrList<Dependency>>,
    pub(crate) input: Option<OneOrList<Dependency>>,
    pub(crate) state: Option<OneOrList<Dependency>>,
    pub(crate) running: Option<OneOrList<Running>>,
    pub(crate) prevent_initial_call: Option<Flag>,
    pub(crate) optional: Option<LitBool>,
    pub(crate) hidden: Option<LitBool>,
    /// The positions of the parameters for the inputs, then for the states, where they stand on the parameters.
    pub(crate) order: Option<Vec<usize>>,
    krate: Option<Facade>,
}

impl Attribute {
    /// The path of the facade, where it was given.
    pub(crate) fn krate(&self) -> Option<&Path> {
        self.krate.as_ref().map(|facade| &facade.0)
    }
}

/// `value` or `[value, value]`.
pub(crate) struct OneOrList<T> {
    pub(crate) items: Vec<T>,
    pub(crate) listed: bool,
}

/// A property, perhaps with a modifier around it.
pub(crate) struct Dependency {
    pub(crate) target: Target,
    pub(crate) modifier: Option<Modifier>,
}

/// `"id.property"` or `HANDLE.property`.
pub(crate) enum Target {
    Text(LitStr),
    Handle(ExprField),
}

/// `allow_duplicate(..)` or `allow_optional(..)`, with the word as it was written.
pub(crate) enum Modifier {
    AllowDuplicate(Ident),
    AllowOptional(Ident),
}

/// `(dependency, while_running, when_done)`.
pub(crate) struct Running {
    pub(crate) target: Target,
    pub(crate) meanwhile: Expr,
    pub(crate) afterwards: Expr,
}

/// The path of the facade.
struct Facade(Path);

/// The value of `prevent_initial_call`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flag {
    Bool(bool),
    InitialDuplicate,
}

const KEYS: [&str; 8] =
    ["output", "input", "state", "running", "prevent_initial_call", "optional", "hidden", "crate"];

/// Keys that this version does not know yet.
const LATER: [&str; 13] = [
    "api_endpoint",
    "background",
    "cache",
    "cancel",
    "cancel_on_disconnect",
    "concurrency",
    "on_error",
    "persistent",
    "progress",
    "progress_default",
    "stream",
    "timeout",
    "websocket",
];

/// Reads the attribute. What could be read is returned beside the errors.
pub(crate) fn attribute(tokens: TokenStream) -> (Attribute, Errors) {
    let (mut attribute, mut errors) = (Attribute::default(), Errors::default());
    for entry in split_at_commas(tokens) {
        let read = |input: ParseStream<'_>| {
            let key = input.call(Ident::parse_any)?;
            attribute.read_key(&key, input)
        };
        errors.ok(read.parse2(entry));
    }
    (attribute, errors)
}

impl Attribute {
    fn read_key(&mut self, key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        match key.to_string().as_str() {
            "output" => read_once(&mut self.output, key, input, r#"output = "result.children""#),
            "input" => read_once(&mut self.input, key, input, r#"input = "execute.n_clicks""#),
            "state" => read_once(&mut self.state, key, input, r#"state = "name.value""#),
            "running" => {
                read_once(&mut self.running, key, input, r#"running = ("execute.disabled", true, false)"#)
            }
            "optional" => read_flag(&mut self.optional, key, input),
            "hidden" => read_flag(&mut self.hidden, key, input),
            "crate" => read_once(&mut self.krate, key, input, "crate = ::dash"),
            "prevent_initial_call" if input.is_empty() => {
                fill(&mut self.prevent_initial_call, key, Flag::Bool(true))
            }
            "prevent_initial_call" => {
                read_once(&mut self.prevent_initial_call, key, input, "prevent_initial_call = true")
            }
            unknown => {
                // What follows an unknown key means nothing; one error is enough.
                input.parse::<TokenStream>()?;
                Err(syn::Error::new(key.span(), unknown_key(unknown)))
            }
        }
    }
}

fn unknown_key(key: &str) -> String {
    if LATER.contains(&key) {
        return format!("`{key}` is not available in this version of dash");
    }
    let nearest = KEYS.iter().map(|known| (strsim::damerau_levenshtein(key, known), *known)).min();
    match nearest {
        Some((distance, known)) if distance <= 1 + known.len() / 4 => {
            format!("unknown key `{key}`; did you mean `{known}`?")
        }
        _ => format!("unknown key `{key}`; the keys are `{}`", KEYS.join("`, `")),
    }
}

/// Reads `= value` into the slot of a key.
fn read_once<T: Parse>(
    slot: &mut Option<T>,
    key: &Ident,
    input: ParseStream<'_>,
    example: &str,
) -> syn::Result<()> {
    if !input.peek(Token![=]) {
        let span = if input.is_empty() { key.span() } else { input.span() };
        input.parse::<TokenStream>()?;
        return Err(syn::Error::new(span, format!("`{key}` needs a value, for example `{example}`")));
    }
    input.parse::<Token![=]>()?;
    if input.is_empty() {
        return Err(syn::Error::new(key.span(), format!("`{key}` needs a value, for example `{example}`")));
    }
    let value = input.parse()?;
    if !input.is_empty() {
        let error = syn::Error::new(input.span(), format!("expected `,` after the value of `{key}`"));
        input.parse::<TokenStream>()?;
        return Err(error);
    }
    fill(slot, key, value)
}

/// Reads nothing, which means true, or `= true`, or `= false`.
fn read_flag(slot: &mut Option<LitBool>, key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() {
        return fill(slot, key, LitBool::new(true, key.span()));
    }
    read_once(slot, key, input, &format!("{key} = true"))
}

fn fill<T>(slot: &mut Option<T>, key: &Ident, value: T) -> syn::Result<()> {
    if slot.is_some() {
        let message = match key.to_string().as_str() {
            "prevent_initial_call" | "optional" | "hidden" | "crate" => format!("`{key}` is given twice"),
            _ => format!("`{key}` is given twice; list several values instead: `{key} = [.., ..]`"),
        };
        return Err(syn::Error::new(key.span(), message));
    }
    *slot = Some(value);
    Ok(())
}

/// The entries between top-level commas; a trailing comma is fine.
fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut entries = vec![TokenStream::new()];
    for token in tokens {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => entries.push(TokenStream::new()),
            _ => entries.last_mut().unwrap_or(&mut TokenStream::new()).extend([token]),
        }
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}

impl<T: Parse> Parse for OneOrList<T> {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let span = input.span();
        if !input.peek(token::Bracket) {
            return Ok(Self { items: vec![input.parse()?], listed: false });
        }
        let content;
        bracketed!(content in input);
        if content.is_empty() {
            return Err(syn::Error::new(span, "the list is empty; leave the key out, or put a value in"));
        }
        let items = Punctuated::<T, Token![,]>::parse_terminated(&content)?.into_iter().collect();
        Ok(Self { items, listed: true })
    }
}

impl Parse for Dependency {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        let modifier = match ahead.parse::<Ident>() {
            Ok(word) if word == "allow_duplicate" => Some(Modifier::AllowDuplicate(word)),
            Ok(word) if word == "allow_optional" => Some(Modifier::AllowOptional(word)),
            _ => None,
        };
        if modifier.is_none() || !ahead.peek(token::Paren) {
            return Ok(Self { target: input.parse()?, modifier: None });
        }
        input.parse::<Ident>()?;
        let content;
        parenthesized!(content in input);
        let target = content.parse()?;
        if content.is_empty() {
            Ok(Self { target, modifier })
        } else {
            Err(content.error("expected one dependency"))
        }
    }
}

impl Parse for Target {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            return input.parse().map(Self::Text);
        }
        let start = input.span();
        if input.peek(token::Brace) {
            input.parse::<TokenStream>()?;
            return Err(syn::Error::new(start, "ids made of keys are not available in this version of dash"));
        }
        match input.parse().map(ungrouped) {
            Ok(Expr::Field(field)) if is_handle(&field) => Ok(Self::Handle(field)),
            Ok(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => Ok(Self::Text(text)),
            Ok(other) => Err(syn::Error::new_spanned(other, NOT_A_DEPENDENCY)),
            Err(_) => {
                input.parse::<TokenStream>()?;
                Err(syn::Error::new(start, NOT_A_DEPENDENCY))
            }
        }
    }
}

const NOT_A_DEPENDENCY: &str =
    "expected a dependency: `\"id.property\"`, or `HANDLE.property` where `HANDLE` is an `Id<_>` constant";

/// Whether it reads `path::TO_A_CONST.property`.
fn is_handle(field: &ExprField) -> bool {
    let base = match &*field.base {
        Expr::Group(group) => &*group.expr,
        base => base,
    };
    matches!((base, &field.member), (Expr::Path(_), Member::Named(_)))
}

/// Without the invisible brackets around what a `macro_rules!` macro passes on.
fn ungrouped(expr: Expr) -> Expr {
    match expr {
        Expr::Group(group) => ungrouped(*group.expr),
        expr => expr,
    }
}

impl Parse for Running {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        const SHAPE: &str = "expected `(dependency, while_running, when_done)`, \
            for example `(\"execute.disabled\", true, false)`";
        if !input.peek(token::Paren) {
            let error = input.error(SHAPE);
            input.parse::<TokenStream>()?;
            return Err(error);
        }
        let content;
        let tuple = parenthesized!(content in input).span.join();
        let wrong = || syn::Error::new(tuple, SHAPE);
        if content.is_empty() {
            return Err(wrong());
        }
        let target = content.parse()?;
        content.parse::<Token![,]>().map_err(|_| wrong())?;
        let values = Punctuated::<Expr, Token![,]>::parse_terminated(&content)?;
        match <[Expr; 2]>::try_from(values.into_iter().collect::<Vec<_>>()) {
            Ok([meanwhile, afterwards]) => Ok(Self { target, meanwhile, afterwards }),
            Err(_) => Err(wrong()),
        }
    }
}

impl Parse for Facade {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let start = input.span();
        input.parse().map(Self).or_else(|_| {
            let found: TokenStream = input.parse()?;
            Err(syn::Error::new(
                start,
                format!("expected the path of the dash crate, such as `::dash`, found `{found}`"),
            ))
        })
    }
}

impl Parse for Flag {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let start = input.span();
        let value: TokenStream = input.parse()?;
        match value.to_string().as_str() {
            "true" => Ok(Self::Bool(true)),
            "false" => Ok(Self::Bool(false)),
            "\"initial_duplicate\"" => Ok(Self::InitialDuplicate),
            other => Err(syn::Error::new(
                start,
                format!("expected `true`, `false` or `\"initial_duplicate\"`, found `{other}`"),
            )),
        }
    }
}
