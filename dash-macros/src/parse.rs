//! Tokens to syntax: the keys of the attribute, each read on its own, so that one mistake hides no other.

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Ident, LitBool, LitInt, LitStr, Path, Token, bracketed, token};

use crate::dependency::{Dependency, Running};
use crate::errors::Errors;

/// The attribute as it was written; every key at most once.
#[derive(Default)]
pub(crate) struct Attribute {
    pub(crate) output: Option<Outputs>,
    pub(crate) input: Option<OneOrList<Dependency>>,
    pub(crate) state: Option<OneOrList<Dependency>>,
    pub(crate) running: Option<OneOrList<Running>>,
    pub(crate) prevent_initial_call: Option<Flag>,
    pub(crate) optional: Option<LitBool>,
    pub(crate) hidden: Option<LitBool>,
    pub(crate) persistent: Option<LitBool>,
    pub(crate) api_endpoint: Option<Text>,
    pub(crate) on_error: Option<Handler>,
    pub(crate) timeout: Option<Text>,
    pub(crate) concurrency: Option<Count>,
    /// The positions of the parameters for the inputs, then for the states, where they stand on the parameters.
    pub(crate) order: Option<Vec<usize>>,
    krate: Option<Facade>,
}

impl Attribute {
    /// Refuses the keys that only concern code on the server.
    pub(crate) fn for_the_server(&self, errors: &mut Errors) {
        let message = "a clientside callback runs in the browser; the server knows nothing of its calls";
        if let Some(running) = self.running.as_ref().and_then(|running| running.items.first()) {
            errors.on(&running.meanwhile, message);
        }
        if let Some(Outputs::Struct(path)) = &self.output {
            errors.on(path, "a clientside callback returns no struct; list the outputs");
        }
        for key in [&self.api_endpoint, &self.timeout].into_iter().flatten() {
            errors.on(&key.0, message);
        }
        if let Some(handler) = &self.on_error {
            errors.on(&handler.0, message);
        }
        if let Some(calls) = &self.concurrency {
            errors.on(&calls.0, message);
        }
    }

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

/// What is written: dependencies, or the type of a struct with `#[derive(Outputs)]`.
pub(crate) enum Outputs {
    Listed(OneOrList<Dependency>),
    Struct(Path),
}

/// Text in quotes.
pub(crate) struct Text(pub(crate) LitStr);

/// How many.
pub(crate) struct Count(pub(crate) LitInt);

/// The path of a function.
pub(crate) struct Handler(pub(crate) Path);

/// The path of the facade.
struct Facade(Path);

/// The value of `prevent_initial_call`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flag {
    Bool(bool),
    InitialDuplicate,
}

const KEYS: [&str; 13] = [
    "output",
    "input",
    "state",
    "running",
    "prevent_initial_call",
    "optional",
    "hidden",
    "persistent",
    "api_endpoint",
    "on_error",
    "timeout",
    "concurrency",
    "crate",
];

/// Keys that this version does not know yet.
const LATER: [&str; 8] = [
    "background",
    "cache",
    "cancel",
    "cancel_on_disconnect",
    "progress",
    "progress_default",
    "stream",
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
            "persistent" => read_flag(&mut self.persistent, key, input),
            "api_endpoint" => read_once(&mut self.api_endpoint, key, input, r#"api_endpoint = "/api/total""#),
            "on_error" => read_once(&mut self.on_error, key, input, "on_error = tell_the_user"),
            "timeout" => read_once(&mut self.timeout, key, input, r#"timeout = "5s""#),
            "concurrency" => read_once(&mut self.concurrency, key, input, "concurrency = 4"),
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
            "output" | "input" | "state" | "running" => {
                format!("`{key}` is given twice; list several values instead: `{key} = [.., ..]`")
            }
            _ => format!("`{key}` is given twice"),
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

impl Parse for Outputs {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        match ahead.parse::<Path>() {
            Ok(_) if ahead.is_empty() => input.parse().map(Self::Struct),
            _ => input.parse().map(Self::Listed),
        }
    }
}

impl Parse for Facade {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        expect(input, "expected the path of the dash crate, such as `::dash`").map(Self)
    }
}

impl Parse for Handler {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        expect(input, "expected the path of a `fn(&UpdateError, &Ctx)`").map(Self)
    }
}

impl Parse for Text {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        expect(input, "expected text in quotes").map(Self)
    }
}

impl Parse for Count {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        expect(input, "expected a number").map(Self)
    }
}

/// Reads a value, or says what was expected and what was found.
fn expect<T: Parse>(input: ParseStream<'_>, expected: &str) -> syn::Result<T> {
    let (start, found) = (input.span(), input.fork().parse::<TokenStream>()?);
    input.parse().or_else(|_| {
        input.parse::<TokenStream>()?;
        Err(syn::Error::new(start, format!("{expected}, found `{found}`")))
    })
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
