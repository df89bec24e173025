//! The function under the attribute. Its body is not read: half-typed code still expands, and rustc alone reports it.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, Pat, PatType, Signature, Visibility};

/// A function whose body stays tokens.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    /// A block; or a semicolon, which rustc reports.
    body: TokenTree,
}

impl Function {
    /// The parameters, a receiver left out.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &PatType> {
        self.signature.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(parameter) => Some(parameter),
            FnArg::Receiver(_) => None,
        })
    }

    /// Whether something stands in the way of a struct and a registration beside it: it is a method, or another
    /// `#[callback]` brings them.
    pub(crate) fn stands_alone(&self) -> bool {
        matches!(self.signature.inputs.first(), Some(FnArg::Receiver(_))) || self.another_callback().is_some()
    }

    /// A second `#[callback]` on the same function.
    pub(crate) fn another_callback(&self) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| {
            attribute.path().segments.last().is_some_and(|segment| segment.ident == "callback")
        })
    }

    /// Whether calling it is a warning.
    pub(crate) fn is_deprecated(&self) -> bool {
        self.attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"))
    }
}

/// The name of a parameter in messages; a pattern such as `(a, b)` has none.
pub(crate) fn parameter_name(pattern: &Pat) -> String {
    match pattern {
        Pat::Ident(name) => syn::ext::IdentExt::unraw(&name.ident).to_string(),
        _ => "_".to_owned(),
    }
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility: Visibility = input.parse()?;
        let signature: Signature = input.parse()?;
        Ok(Self { attributes, visibility, signature, body: input.parse()? })
    }
}

/// Whether an item that is no [`Function`] is meant to be one: its signature is still being typed.
pub(crate) fn is_unfinished(item: &TokenStream) -> bool {
    let head = item.clone().into_iter().take_while(
        |token| !matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace),
    );
    head.into_iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == "fn"))
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.attributes);
        self.visibility.to_tokens(tokens);
        self.signature.to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}
