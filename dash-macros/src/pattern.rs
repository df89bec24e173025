//! Ids made of keys, as they are written: `{ type: "row", index: MATCH }.value`.

use std::fmt;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, ExprUnary, Ident, Lit, LitStr, Token, UnOp, braced, token};

/// An id made of keys, and a property.
pub(crate) struct Pattern {
    pub(crate) keys: Vec<Key>,
    pub(crate) property: LitStr,
    braces: token::Brace,
}

/// One key of an id.
pub(crate) struct Key {
    pub(crate) name: LitStr,
    pub(crate) value: KeyValue,
}

/// What the value of a key must be.
pub(crate) enum KeyValue {
    Wildcard(Wildcard, Ident),
    /// A value that can be compared with others here.
    Literal(Expr),
    /// A value that only the program knows.
    Other(Expr),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wildcard {
    Match,
    All,
    AllSmaller,
}

impl Wildcard {
    const ALL: [Self; 3] = [Self::Match, Self::All, Self::AllSmaller];
}

impl fmt::Display for Wildcard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Match => "MATCH",
            Self::All => "ALL",
            Self::AllSmaller => "ALLSMALLER",
        })
    }
}

impl Pattern {
    /// The keys with a wildcard, which stands where the identifier stands.
    pub(crate) fn wildcards(&self) -> impl Iterator<Item = (&LitStr, Wildcard, &Ident)> {
        self.keys.iter().filter_map(|key| match &key.value {
            KeyValue::Wildcard(wildcard, word) => Some((&key.name, *wildcard, word)),
            KeyValue::Literal(_) | KeyValue::Other(_) => None,
        })
    }

    /// The names of the keys whose wildcard is `MATCH`, sorted.
    pub(crate) fn matched_keys(&self) -> Vec<String> {
        let matched = self.wildcards().filter(|(_, wildcard, _)| *wildcard == Wildcard::Match);
        let mut keys: Vec<_> = matched.map(|(key, ..)| key.value()).collect();
        keys.sort();
        keys
    }

    /// Whether it stands for any number of components in one call.
    pub(crate) fn is_many(&self) -> bool {
        self.wildcards().any(|(_, wildcard, _)| wildcard != Wildcard::Match)
    }

    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        self.braces.span.join()
    }

    /// The expression that makes the id.
    pub(crate) fn id(&self) -> TokenStream {
        let keys = self.keys.iter().map(|Key { name, value }| {
            let value = match value {
                KeyValue::Wildcard(wildcard, word) => {
                    let wildcard = Ident::new(&wildcard.to_string(), word.span());
                    quote! { __dash::#wildcard }
                }
                KeyValue::Literal(value) | KeyValue::Other(value) => value.to_token_stream(),
            };
            quote! { .key(#name, #value) }
        });
        quote! { __dash::keys() #(#keys)* }
    }

    /// Whether one component may be covered by both patterns, as far as can be seen here
    /// (`dash-renderer/src/actions/dependencies.js`).
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let names = |pattern: &Self| {
            let mut names: Vec<_> = pattern.keys.iter().map(|key| key.name.value()).collect();
            names.sort();
            names
        };
        let counterpart = |key: &Key| other.keys.iter().find(|other| other.name.value() == key.name.value());
        names(self) == names(other)
            && self.keys.iter().all(|key| {
                counterpart(key).is_some_and(|other| match (&key.value, &other.value) {
                    (KeyValue::Wildcard(one, _), KeyValue::Wildcard(two, _)) => !matches!(
                        (one, two),
                        (Wildcard::Match, Wildcard::AllSmaller) | (Wildcard::AllSmaller, Wildcard::Match)
                    ),
                    (KeyValue::Wildcard(..), _) | (_, KeyValue::Wildcard(..)) => true,
                    (
                        KeyValue::Literal(one) | KeyValue::Other(one),
                        KeyValue::Literal(two) | KeyValue::Other(two),
                    ) => one.to_token_stream().to_string() == two.to_token_stream().to_string(),
                })
            })
    }
}

impl fmt::Display for Pattern {
    /// As it is written.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.keys.iter().map(|Key { name, value }| match value {
            KeyValue::Wildcard(wildcard, _) => format!("{}: {wildcard}", name.value()),
            KeyValue::Literal(value) | KeyValue::Other(value) => {
                format!("{}: {}", name.value(), value.to_token_stream())
            }
        });
        write!(out, "{{ {} }}.{}", keys.collect::<Vec<_>>().join(", "), self.property.value())
    }
}

impl Parse for Pattern {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let content;
        let braces = braced!(content in input);
        if !input.peek(Token![.]) {
            input.parse::<TokenStream>()?;
            let message = "expected a property after the id, such as `{ type: \"row\", index: MATCH }.value`";
            return Err(syn::Error::new(braces.span.join(), message));
        }
        input.parse::<Token![.]>()?;
        let property = name(input).map_err(|error| {
            let message = "expected the name of a property after the dot";
            syn::Error::new(error.span(), message)
        })?;
        let keys: Vec<Key> = Punctuated::<Key, Token![,]>::parse_terminated(&content)?.into_iter().collect();
        if keys.is_empty() {
            return Err(syn::Error::new(braces.span.join(), "an id made of keys has at least one key"));
        }
        if let Some((_, second)) = keys.iter().enumerate().find(|(index, key)| {
            keys[..*index].iter().any(|earlier| earlier.name.value() == key.name.value())
        }) {
            let message = format!("the key `{}` is given twice", second.name.value());
            return Err(syn::Error::new(second.name.span(), message));
        }
        Ok(Self { keys, property, braces })
    }
}

impl Parse for Key {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = name(input)
            .map_err(|error| syn::Error::new(error.span(), "expected a key, such as `type: \"row\"`"))?;
        if name.value().is_empty() {
            return Err(syn::Error::new(name.span(), "the name of a key is empty"));
        }
        if !input.peek(Token![:]) {
            let message = format!("expected `{}: value` or `{}: MATCH`", name.value(), name.value());
            return Err(syn::Error::new(name.span(), message));
        }
        input.parse::<Token![:]>()?;
        Ok(Self { name, value: input.parse()? })
    }
}

impl Parse for KeyValue {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        if let Ok(word) = ahead.call(Ident::parse_any)
            && (ahead.is_empty() || ahead.peek(Token![,]))
        {
            let text = word.to_string();
            let wildcard = |exact: bool| {
                Wildcard::ALL.into_iter().find(|wildcard| {
                    let name = wildcard.to_string();
                    text == name || (!exact && strsim::damerau_levenshtein(&text.to_uppercase(), &name) <= 1)
                })
            };
            if let Some(wildcard) = wildcard(true) {
                return Ok(Self::Wildcard(wildcard, input.call(Ident::parse_any)?));
            }
            // What is all capitals may be a constant of the user's; rustc knows whether it is.
            if let Some(wildcard) = wildcard(false).filter(|_| text.contains(char::is_lowercase)) {
                let message = format!("unknown wildcard `{text}`; did you mean `{wildcard}`?");
                return Err(syn::Error::new(word.span(), message));
            }
        }
        let start = input.span();
        let wrong = |span| {
            let message =
                "expected text, a number, `true`, `false`, a constant, `MATCH`, `ALL` or `ALLSMALLER`";
            syn::Error::new(span, message)
        };
        let value: Expr = input.parse().map_err(|_| wrong(start))?;
        match &value {
            Expr::Lit(ExprLit { lit, .. }) => match lit {
                Lit::Str(_) | Lit::Int(_) | Lit::Float(_) | Lit::Bool(_) => Ok(Self::Literal(value)),
                _ => Err(wrong(lit.span())),
            },
            Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) if matches!(**expr, Expr::Lit(_)) => {
                Ok(Self::Literal(value))
            }
            _ => Ok(Self::Other(value)),
        }
    }
}

/// An identifier, be it a keyword, or text.
fn name(input: ParseStream<'_>) -> syn::Result<LitStr> {
    if input.peek(LitStr) {
        return input.parse();
    }
    let name = input.call(Ident::parse_any)?;
    Ok(LitStr::new(&name.unraw().to_string(), name.span()))
}
