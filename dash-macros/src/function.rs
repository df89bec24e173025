//! The function under the attribute. Its body is not read: half-typed code still expands, and rustc alone reports it.

use proc_macro2::{TokenStream, TokenTree};
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

    /// Whether it is a method: then nothing may stand beside it.
    pub(crate) fn is_method(&self) -> bool {
        matches!(self.signature.inputs.first(), Some(FnArg::Receiver(_)))
    }

    /// The attributes that decide whether the function exists at all.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"))
    }
}

/// The name of a parameter in messages; a pattern such as `(a, b)` has none.
pub(crate) fn parameter_name(parameter: &PatType) -> String {
    match &*parameter.pat {
        Pat::Ident(name) => syn::ext::IdentExt::unraw(&name.ident).to_string(),
        _ => "_".to_owned(),
    }
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let misplaced = |span| syn::Error::new(span, "`#[callback]` goes on a function");
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility: Visibility = input.parse()?;
        let start = input.span();
        let signature: Signature = input.parse().map_err(|_| misplaced(start))?;
        Ok(Self { attributes, visibility, signature, body: input.parse()? })
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.attributes);
        self.visibility.to_tokens(tokens);
        self.signature.to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}
