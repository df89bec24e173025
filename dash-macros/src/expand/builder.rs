//! The builder calls that say what the attribute says.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Path};

use crate::declaration::{Declaration, Property, Source, Written};
use crate::parse::Flag;

/// All of them, apart from those that concern the function.
pub(super) fn declaration(declaration: &Declaration<'_>) -> TokenStream {
    let outputs = match &declaration.outputs {
        // Several outputs are a list anyway.
        Written::Listed { sources, listed } if *listed && sources.len() == 1 => {
            let outputs = sources.iter().map(source);
            quote! { #(.outputs([#outputs]))* }
        }
        Written::Listed { sources, .. } => {
            let outputs = sources.iter().map(source);
            quote! { #(.output(#outputs))* }
        }
        Written::Struct(path) => {
            let outputs = outputs_type(path);
            quote! { .outputs(<#outputs as __dash::Outputs>::dependencies()) }
        }
    };
    let inputs = declaration.inputs.iter().map(source);
    let state = declaration.state.iter().map(source);
    let running = declaration.running.iter().map(|(target, meanwhile, afterwards)| {
        let place = dependency(target);
        let value = |value: &Expr| match target {
            Property::Handle { field, .. } => quote! { __dash::at(#field).value(#value) },
            Property::Text { .. } | Property::Pattern(_) => value.to_token_stream(),
        };
        let (meanwhile, afterwards) = (value(meanwhile), value(afterwards));
        quote! { .running(#place, #meanwhile, #afterwards) }
    });
    let prevent = declaration.prevent_initial_call.map(|prevent| match prevent {
        Flag::Bool(prevent) => quote! { .prevent_initial_call(#prevent) },
        Flag::InitialDuplicate => {
            quote! { .prevent_initial_call(__dash::PreventInitialCall::InitialDuplicate) }
        }
    });
    let optional = declaration.optional.then(|| quote! { .optional(true) });
    let hidden = declaration.hidden.then(|| quote! { .hidden(true) });
    let persistent = declaration.persistent.then(|| quote! { .persistent(true) });
    let limits = &declaration.limits;
    let api_endpoint = limits.api_endpoint.map(|path| quote! { .api_endpoint(#path) });
    let timeout = limits.timeout.map(|time| {
        let time = Literal::u64_unsuffixed(time);
        quote! { .timeout(__dash::Duration::from_millis(#time)) }
    });
    let concurrency = limits.concurrency.map(|calls| quote! { .concurrency(#calls) });
    let on_error = declaration.on_error.map(|path| on_error(path, &declaration.outputs));
    quote! {
        #outputs
        #(.input(#inputs))*
        #(.state(#state))*
        #(#running)*
        #prevent
        #optional
        #hidden
        #persistent
        #api_endpoint
        #timeout
        #concurrency
        #on_error
    }
}

/// The name by which the expansion knows the struct of outputs; errors about it stand on the user's own.
pub(super) fn outputs_type(path: &Path) -> Ident {
    Ident::new("__Outputs", path.span().resolved_at(Span::mixed_site()))
}

/// Turns what the handler of errors returns into a reply, or none.
fn on_error(path: &Path, outputs: &Written<'_>) -> TokenStream {
    let [error, ctx] = ["__error", "__ctx"].map(|name| Ident::new(name, Span::mixed_site()));
    // The user's own tokens are blamed for a wrong signature.
    let call = quote_spanned! { path.span() => #path(#error, #ctx) };
    let reply = match outputs {
        Written::Struct(path) => {
            let outputs = outputs_type(path);
            quote! { __dash::reply_instead_of::<#outputs, _, _>(#call) }
        }
        Written::Listed { sources, .. } if sources.is_empty() => quote! { __dash::effect_instead(#call) },
        Written::Listed { sources, .. } => {
            let count = Literal::usize_unsuffixed(sources.len());
            quote! { __dash::reply_instead::<_, _, #count>(#call) }
        }
    };
    quote! { .on_error(|#error, #ctx| #reply) }
}

/// A dependency with its modifier.
pub(super) fn source(source: &Source<'_>) -> TokenStream {
    let dependency = dependency(&source.property);
    match source.modifier {
        Some(modifier) => quote! { __dash::#modifier(#dependency) },
        None => dependency,
    }
}

/// A pair that becomes a dependency.
fn dependency(property: &Property<'_>) -> TokenStream {
    match property {
        Property::Text { id, property } => quote! { (#id, #property) },
        Property::Handle { handle, field } => quote! { (#handle, #field) },
        Property::Pattern(pattern) => {
            let (id, property) = (pattern.id(), &pattern.property);
            quote! { (#id, #property) }
        }
    }
}
