//! The closure that decodes the arguments and calls the function.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ReturnType;
use syn::spanned::Spanned;

use super::builder::outputs_type;
use crate::declaration::{Property, Written};
use crate::function::Function;
use crate::validate::{Callback, Parameter, is_opaque};

/// Decodes the arguments, then calls the function where it may block, or awaits it.
pub(super) fn handler(callback: &Callback<'_>, function: &Function) -> TokenStream {
    // Mixed-site: a parameter of the user's with one of these names is another one.
    let args = Ident::new("__args", Span::mixed_site());
    let value = |position: usize| format_ident!("__{position}", span = Span::mixed_site());
    let sources = callback.declaration.inputs.iter().chain(&callback.declaration.state);
    let decoded = callback.arguments.iter().zip(sources).map(|(Parameter { position, ty, .. }, source)| {
        let value = value(*position);
        match &source.property {
            Property::Handle { field, .. } => {
                quote! { let #value = __dash::at(#field).next::<#ty>(&mut #args)?; }
            }
            property if property.is_many() => {
                quote! { let #value = __dash::next_each::<#ty>(&mut #args)?; }
            }
            Property::Text { .. } | Property::Pattern(_) => quote! { let #value = #args.next::<#ty>()?; },
        }
    });
    let extracted = callback.extractors.iter().map(|Parameter { position, ty, .. }| {
        let value = value(*position);
        quote! { let #value = #args.extract::<#ty>()?; }
    });
    let lets = decoded.chain(extracted);
    let values = (0..callback.arguments.len() + callback.extractors.len()).map(value);
    let ident = &function.signature.ident;
    let call = quote! { #ident(#(#values),*) };
    let work = if let Some(asyncness) = &function.signature.asyncness {
        let reply = reply(callback, function, &quote! { #call.await });
        // The span of the user's `async`, so that "future is not `Send`" points there.
        let body = quote_spanned! { asyncness.span() => async move { #reply } };
        quote! { __dash::Call::future(#body) }
    } else {
        let reply = reply(callback, function, &call);
        quote! { __dash::Call::blocking(move || #reply) }
    };
    let mutable = (!callback.arguments.is_empty() || !callback.extractors.is_empty()).then(|| quote! { mut });
    quote! {
        |#mutable #args| {
            #(#lets)*
            __dash::Ok(#work)
        }
    }
}

/// Turns what the function returned into the reply for its outputs.
fn reply(callback: &Callback<'_>, function: &Function, returned: &TokenStream) -> TokenStream {
    let ty = match &function.signature.output {
        ReturnType::Type(_, ty) if !is_opaque(ty) => ty.to_token_stream(),
        ReturnType::Type(_, ty) => quote_spanned! { ty.span() => _ },
        ReturnType::Default => quote! { () },
    };
    let sources = match &callback.declaration.outputs {
        Written::Struct(path) => {
            let outputs = outputs_type(path);
            return quote! { __dash::reply_of::<#outputs, #ty, _>(#returned) };
        }
        Written::Listed { sources, .. } if sources.is_empty() => {
            return quote! { __dash::effect::<#ty>(#returned) };
        }
        Written::Listed { sources, .. } => sources.as_slice(),
    };
    let count = Literal::usize_unsuffixed(sources.len());
    let is_typed =
        |property: &Property<'_>| matches!(property, Property::Handle { .. }) || property.is_many();
    if !sources.iter().any(|output| is_typed(&output.property)) {
        return quote! { __dash::reply::<#ty, #count>(#returned) };
    }
    let kinds = sources.iter().map(|output| match &output.property {
        Property::Handle { field, .. } => field.to_token_stream(),
        property if property.is_many() => quote! { __dash::EACH },
        Property::Text { .. } | Property::Pattern(_) => quote! { __dash::ANY },
    });
    quote! { __dash::outputs((#(#kinds,)*)).reply::<#ty, #count>(#returned) }
}
