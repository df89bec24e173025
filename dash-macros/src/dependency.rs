//! Dependencies as they are written: the values of `output`, `input`, `state` and `running`.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprField, ExprLit, Ident, Lit, LitStr, Member, Token, parenthesized, token};

use crate::pattern::Pattern;

/// A property, perhaps with a modifier around it.
pub(crate) struct Dependency {
    pub(crate) target: Target,
    pub(crate) modifier: Option<Modifier>,
}

/// `"id.property"`, `HANDLE.property` or `{ key: value }.property`.
pub(crate) enum Target {
    Text(LitStr),
    Handle(ExprField),
    Pattern(Pattern),
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
        if input.peek(token::Brace) {
            return input.parse().map(Self::Pattern);
        }
        let start = input.span();
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

const NOT_A_DEPENDENCY: &str = "expected a dependency: `\"id.property\"`, `{ type: \"row\", index: MATCH }.property`, \
    or `HANDLE.property` where `HANDLE` is an `Id<_>` constant";

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
