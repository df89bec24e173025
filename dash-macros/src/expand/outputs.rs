//! The expansion of `#[derive(Outputs)]`.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

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
    let slots = outputs.fields.iter().map(|(field, output)| {
        // The user's own field is blamed for its type.
        let span = field.span().resolved_at(Span::call_site());
        let value = quote_spanned! { span => self.#field };
        let value = match &output.property {
            Property::Handle { field, .. } => quote! { __dash::at(#field).value(#value) },
            property if property.is_many() => quote! { __dash::at(__dash::EACH).value(#value) },
            Property::Text { .. } | Property::Pattern(_) => value,
        };
        quote_spanned! { span => __dash::slot(#value)? }
    });
    quote! {
        const _: () = {
            use #dash as __dash;
            impl __dash::Outputs for #ident {
                const COUNT: usize = #count;
                fn dependencies() -> __dash::Vec<__dash::Dependency> {
                    __dash::dependencies([#(__dash::dependency(#dependencies)),*])
                }
                fn into_reply(self) -> __dash::Result<__dash::Reply, __dash::BoxError> {
                    __dash::Ok(__dash::Reply::new([#(#slots),*]))
                }
            }
        };
    }
}
