//! The expansion of `#[derive(Outputs)]`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::builder::source;
use super::private;
use crate::declaration::Property;
use crate::outputs::OutputsStruct;

/// What the struct writes, and how it becomes a reply.
pub(crate) fn outputs(outputs: &OutputsStruct<'_>) -> TokenStream {
    let ident = outputs.ident;
    let dash = private(outputs.krate.as_ref());
    let count = Literal::usize_unsuffixed(outputs.fields.len());
    let dependencies = outputs.fields.iter().map(|(_, output)| source(output));
    let slots = outputs.fields.iter().map(|(field, output)| match &output.property {
        Property::Handle { field: property, .. } => {
            quote! { __dash::slot(__dash::at(#property).value(self.#field))? }
        }
        property if property.is_many() => {
            quote! { __dash::slot(__dash::at(__dash::EACH).value(self.#field))? }
        }
        Property::Text { .. } | Property::Pattern(_) => quote! { __dash::slot(self.#field)? },
    });
    quote! {
        const _: () = {
            use #dash as __dash;
            impl __dash::Outputs for #ident {
                const COUNT: usize = #count;
                fn dependencies() -> __dash::Dependencies {
                    __dash::Dependencies::new() #(.and(#dependencies))*
                }
            }
            impl __dash::IntoReply<#count> for #ident {
                fn into_reply(self) -> __dash::Result<__dash::Reply, __dash::BoxError> {
                    __dash::Ok(__dash::Reply::new([#(#slots),*]))
                }
            }
        };
    }
}
